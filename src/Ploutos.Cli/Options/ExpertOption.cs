using System.CommandLine;

namespace Ploutos.Cli.Options;

/// <summary><c>--expert momentum|reversion|volatility|all</c>.</summary>
internal static class ExpertOption
{
    private const string All = "all";

    /// <summary>The experts' names, in their order.</summary>
    public static IReadOnlyList<string> Experts { get; } = ["momentum", "reversion", "volatility"];

    /// <summary>A list of experts in which <c>all</c> stands for every one; null where the option
    /// is not given.</summary>
    public static Option<IReadOnlyList<string>?> Create(string description)
    {
        Option<IReadOnlyList<string>?> option = new("--expert")
        {
            Description = description,
            HelpName = string.Join('|', [.. Experts, All]),
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                List<string> names = [];
                foreach (
                    string text in result.Tokens.SelectMany(token =>
                        token.Value.Split(',', StringSplitOptions.TrimEntries)
                    )
                )
                {
                    string name = text.ToLowerInvariant();
                    if (name == All)
                        names.AddRange(Experts);
                    else if (Experts.Contains(name))
                        names.Add(name);
                    else
                        result.AddError($"--expert must be momentum, reversion, volatility or all, but got '{text}'.");
                }
                return [.. Experts.Where(names.Contains)];
            },
        };
        option.CompletionSources.Add([.. Experts, All]);
        return option;
    }
}
