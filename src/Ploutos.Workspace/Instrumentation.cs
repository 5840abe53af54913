namespace Ploutos.Workspace;

/// <summary>The name under which every part of the product counts what it does, for exporters.</summary>
public static class Instrumentation
{
    /// <summary>The name of the meters and of the activity source.</summary>
    public const string Name = "Ploutos";
}
