using System.CommandLine;

namespace Ploutos.Cli.Options;

/// <summary><c>--accept-serious</c>, in the same words at every verb that uses bars.</summary>
internal static class AcceptSerious
{
    /// <summary>The option's name.</summary>
    public const string Name = "--accept-serious";

    /// <summary>The option.</summary>
    public static Option<bool> Create() =>
        new(Name)
        {
            Description =
                "Use tickers whose bars hold a serious finding in the days that matter. Without it they are left"
                + " out, each with its reason.",
        };
}
