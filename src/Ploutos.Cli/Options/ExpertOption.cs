using System.CommandLine;

namespace Ploutos.Cli.Options;

/// <summary><c>--expert NAME,NAME|all</c>: built-in experts and those of the workspace's
/// files.</summary>
internal static class ExpertOption
{
    private const string All = "all";
    private const StringSplitOptions Splitting = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    // Those that every workspace has.
    private static IReadOnlyList<string> Experts { get; } = ["momentum", "reversion", "volatility"];

    /// <summary>A list of experts, <c>all</c> for every one; null where the option is not
    /// given.</summary>
    public static Option<IReadOnlyList<string>?> Create(string description)
    {
        Option<IReadOnlyList<string>?> option = new("--expert")
        {
            Description = description,
            HelpName = $"{string.Join('|', Experts)}|NAME|{All}",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                // Whether there is such an expert, the workspace knows.
                string[] names =
                [
                    .. result
                        .Tokens.SelectMany(token => token.Value.Split(',', Splitting))
                        .Select(name => name.ToLowerInvariant())
                        .Distinct(),
                ];
                if (names.Length == 0)
                    result.AddError("--expert must name an expert or all, but names none.");
                return names;
            },
        };
        option.CompletionSources.Add([.. Experts, All]);
        return option;
    }
}
