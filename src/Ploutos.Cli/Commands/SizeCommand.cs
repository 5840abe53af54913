using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Sizing;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos size</c>.</summary>
internal sealed class SizeCommand : Verb
{
    private const double Least = 0.0001,
        Most = 100;

    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly UniverseInput _universe;
    private readonly Option<double?> _capital = TypedOptions.Number(
        "--capital",
        "What the account is worth, with what it holds.",
        0.01,
        1e15
    );
    private readonly Option<double?> _target = TypedOptions.Number(
        "--target-volatility",
        "Volatility a year that all positions together should have; 0.1 is 10 %.",
        Least,
        10
    );
    private readonly Option<string?> _holdings = new("--holdings")
    {
        Description = "A CSV file with the columns ticker and shares: also show the trades that lead to the positions.",
        HelpName = "FILE",
    };
    private readonly Option<double?> _position = TypedOptions.Number(
        "--max-position",
        "Largest share of the capital in one ticker. Default: 0.25.",
        Least,
        Most
    );
    private readonly Option<double?> _gross = TypedOptions.Number(
        "--max-gross",
        "Largest sum of all positions, as a share of the capital; above 1 is leverage. Default: 1.",
        Least,
        Most
    );
    private readonly Option<string?> _currency = new("--currency")
    {
        Description =
            "The currency of the capital, such as EUR. Prices in others are converted by stored rates. Without it: that"
            + " of the most tickers.",
        HelpName = "CODE",
    };
    private readonly Option<DateOnly?> _asOf = TypedOptions.Day(
        "--as-of",
        "The last day whose bar is used. Without it: the newest."
    );

    public SizeCommand(VerbContext context)
        : base("size", "How many shares to hold of each ticker for a volatility that you choose.", context)
    {
        _tickers = TickersOption(
            "What to hold: tickers, universes or text files. Without it: the watchlist, else all stored tickers."
        );
        _capital.Required = true;
        _target.Required = true;
        foreach (
            Option option in new Option[]
            {
                _capital,
                _target,
                _tickers,
                _holdings,
                _currency,
                _position,
                _gross,
                _asOf,
                _accept,
            }
        )
            Add(option);
        _universe = new UniverseInput(this, context.Completions);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        SizeRequest request = new(
            arguments.GetValue(_capital)!.Value,
            arguments.GetValue(_target)!.Value,
            Tickers(arguments, session),
            arguments.GetValue(_holdings)
        )
        {
            AsOf = arguments.GetValue(_asOf),
            Currency = arguments.GetValue(_currency),
            AcceptSerious = arguments.GetValue(_accept),
        };
        request = request with
        {
            MaxPosition = arguments.GetValue(_position) ?? request.MaxPosition,
            MaxGross = arguments.GetValue(_gross) ?? request.MaxGross,
        };
        SizeReport report = session.Tell(
            (progress, cancellation) => session.Signals.Size(request, progress, cancellation)
        );
        session.Show(report, static () => CliJson.Default.SizeReport, SizeView.Write);
        return ExitCode.Done;
    }

    private IReadOnlyList<string>? Tickers(ParseResult arguments, Session session)
    {
        IReadOnlyList<string>? tickers = arguments.GetValue(_tickers);
        return _universe.Read(arguments, session) is not { } universe ? tickers
            : tickers is null ? [universe]
            : throw new PloutosException(
                Fault.WrongUsage,
                $"The tickers must be given once: as --tickers, or as --universe, but got both ('{tickers[0]}' and"
                    + $" '{universe}')."
            );
    }
}
