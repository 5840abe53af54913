using Ploutos.Web.Http;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Web.Pages;

/// <summary>What went wrong: of what kind, what can be done, and in the words of whoever met it, which
/// are English.</summary>
/// <param name="Kind">Names the sentence <c>js.fault-KIND</c>.</param>
/// <param name="Detail">The sentence of whoever met it.</param>
/// <param name="Remedies">What can be done.</param>
internal sealed record FaultText(string Kind, string Detail, IReadOnlyList<Remedy> Remedies)
{
    /// <summary>Of a view.</summary>
    public static FaultText Of(ViewException e) => new(Problems.CodeOf(e.Fault), e.Message, e.Remedies);

    /// <summary>Of a workflow.</summary>
    public static FaultText Of(PloutosException e) => new(Problems.NameOf(e.Fault), e.Message, e.Remedies);

    /// <summary>Of either.</summary>
    public static FaultText Of(Exception e) =>
        e switch
        {
            ViewException view => Of(view),
            PloutosException failed => Of(failed),
            _ => throw new ArgumentException($"There are no words for {e.GetType().Name}.", nameof(e)),
        };
}
