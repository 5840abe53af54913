using System.CommandLine;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Options;

/// <summary>The options that fetching and updating share, in the same words.</summary>
internal sealed class FetchInput
{
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<string?> _source = NetworkSource(
        "--source",
        "Which source to ask. Without it: auto, those that are configured, in turn."
    );
    private readonly Option<bool> _full = new("--full")
    {
        Description = "Ask for the whole range again, to find what was revised upstream.",
    };
    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Keep tickers with serious findings out of the store.",
    };

    /// <summary>The options, with the verb's own one for tickers.</summary>
    public FetchInput(Command verb, Option<IReadOnlyList<string>?> tickers)
    {
        _tickers = tickers;
        foreach (Option option in new Option[] { _tickers, _source, _full, _strict })
            verb.Add(option);
    }

    /// <summary>An option that names one of the sources that can be asked for a ticker.</summary>
    public static Option<string?> NetworkSource(string name, string description)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = "auto|yahoo|binance|stooq|alpaca|tiingo|csv:DIR|simulated",
        };
        option.CompletionSources.Add("auto", "yahoo", "binance", "stooq", "alpaca", "tiingo", "csv:", "simulated");
        return option;
    }

    /// <summary>What the command line asks for.</summary>
    public FetchRequest Read(ParseResult arguments)
    {
        FetchRequest request = new(
            arguments.GetValue(_tickers),
            Full: arguments.GetValue(_full),
            Strict: arguments.GetValue(_strict)
        );
        return arguments.GetValue(_source) is { } source ? request with { Source = source } : request;
    }
}
