namespace Ploutos.Workflows.Living;

/// <summary>Who is told of what the daily run does. A new observer is one class and one line here.</summary>
internal static class LiveObservers
{
    /// <summary>The observers of a workspace, in the order in which they are told.</summary>
    public static IReadOnlyList<ILiveObserver> Of(Workspace workspace, TimeProvider time) => [];
}
