using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Backtests;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos backtest</c>.</summary>
internal sealed class BacktestCommand : Verb
{
    private static readonly BacktestRequest Defaults = new();

    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<string?> _from = Choice(
        "--from",
        "evaluation: forecasts of the latest walk-forward; models: the workspace's, on days they were not chosen by."
            + " Without it: the "
            + "evaluation where there is one, else the models.",
        "evaluation",
        "models"
    );
    private readonly Option<string?> _ensemble = new("--ensemble")
    {
        Description =
            "The ensemble whose signals they are: published, or one of your files. Without it: the one that makes the"
            + " signals.",
        HelpName = "NAME",
    };
    private readonly Option<string?> _signals = new("--signals")
    {
        Description =
            "A CSV file with the columns ticker, date, and target (-1 .. 1), signal (STRONG BUY ... STRONG SELL) or"
            + " score.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _direction = Choice(
        "--direction",
        "Whether SELL opens a short position. Default: long-only.",
        "long-only",
        "long-short"
    );
    private readonly Option<string?> _sizing = Choice(
        "--sizing",
        "How positions are sized. Default: equal-weight.",
        "equal-weight",
        "volatility-target"
    );
    private readonly Option<string?> _forecast = Choice(
        "--sizing-forecast",
        "Whose volatility sizes, with --sizing volatility-target: the risk model's, fitted again each year on the days"
            + " before; EWMA(0.94); or the last 20 returns'. Default: risk.",
        "risk",
        "ewma",
        "deviation20"
    );
    private readonly Option<string?> _scope = Choice(
        "--sizing-scope",
        "What the target volatility is of: each position, or the whole portfolio by the mean correlation of the last"
            + " 66 days. Default: position.",
        "position",
        "portfolio"
    );
    private readonly Option<double?> _commission = Bp(
        "--commission-bp",
        $"Commission of what is traded, basis points each way. Default: {Defaults.CommissionBp}."
    );
    private readonly Option<double?> _slippage = Bp(
        "--slippage-bp",
        $"Slippage from the open, basis points each way. Default: {Defaults.SlippageBp}."
    );
    private readonly Option<double?> _position = Share(
        "--max-position",
        "Largest share of equity in one ticker. Default: 0.25.",
        100
    );
    private readonly Option<double?> _gross = Share(
        "--max-gross",
        "Largest sum of all positions, as a share of equity; above 1 is leverage. Default: 1.",
        100
    );
    private readonly Option<double?> _turnover = Share(
        "--max-turnover",
        "Most that may be ordered in a day, as a share of equity. Default: no limit.",
        100
    );
    private readonly Option<double?> _cash = TypedOptions.Number(
        "--cash-rate",
        "What idle cash earns a year; 0.02 is 2 %. Default: 0.",
        -0.5,
        0.5
    );
    private readonly Option<double?> _borrow = TypedOptions.Number(
        "--borrow-rate",
        "What borrowing for short sales costs a year. Default: 0.01.",
        0,
        0.99
    );
    private readonly Option<double?> _volatility = Share(
        "--target-volatility",
        "Annual volatility aimed at, with --sizing volatility-target. Default: 0.15.",
        10
    );
    private readonly Option<DateOnly?> _start = TypedOptions.Day(
        "--start",
        "First day whose signals are used. Without it: the first there is."
    );
    private readonly Option<DateOnly?> _end = TypedOptions.Day(
        "--end",
        "Last day of the account. Without it: the last bar."
    );
    private readonly Option<string?> _benchmark = new("--benchmark")
    {
        Description = "A stored ticker to hold instead. Without it: buy and hold of the same tickers.",
        HelpName = "TICKER",
    };
    private readonly Option<string?> _currency = new("--currency")
    {
        Description =
            "The account's currency, such as EUR: prices in others are converted by stored rates (EURUSD=X). Without"
            + " it: the tickers' own, or of several that of the most of them.",
        HelpName = "CODE",
    };
    private readonly Option<bool> _explain = new("--explain")
    {
        Description =
            "With models: also what they look at (attention by lag, permutation importance), in the report. Takes a"
            + " minute.",
    };
    private readonly Option<IReadOnlyList<string>?> _tickers;

    public BacktestCommand(VerbContext context)
        : base(
            "backtest",
            "Trade out-of-sample signals on stored bars, after costs and beside buy and hold, and say how much of it"
                + " may be luck.",
            context
        )
    {
        _tickers = TickersOption("Only these tickers. Without it: all that have signals.");
        _benchmark.CompletionSources.Add(context.Completions.Tickers);
        Option[] options =
        [
            _from,
            _ensemble,
            _signals,
            _direction,
            _sizing,
            _forecast,
            _scope,
            _commission,
            _slippage,
            _position,
            _gross,
            _turnover,
            _cash,
            _borrow,
            _volatility,
            _start,
            _end,
            _benchmark,
            _currency,
            _tickers,
            _explain,
            _accept,
        ];
        foreach (Option option in options)
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        BacktestRequest request = new()
        {
            From = arguments.GetValue(_from),
            Ensemble = arguments.GetValue(_ensemble),
            SignalFile = arguments.GetValue(_signals),
            Direction = arguments.GetValue(_direction) ?? Defaults.Direction,
            Sizing = arguments.GetValue(_sizing) ?? Defaults.Sizing,
            CommissionBp = arguments.GetValue(_commission) ?? Defaults.CommissionBp,
            SlippageBp = arguments.GetValue(_slippage) ?? Defaults.SlippageBp,
            MaxPosition = arguments.GetValue(_position) ?? Defaults.MaxPosition,
            MaxGross = arguments.GetValue(_gross) ?? Defaults.MaxGross,
            MaxTurnover = arguments.GetValue(_turnover),
            CashRate = arguments.GetValue(_cash) ?? Defaults.CashRate,
            BorrowRate = arguments.GetValue(_borrow) ?? Defaults.BorrowRate,
            TargetVolatility = arguments.GetValue(_volatility) ?? Defaults.TargetVolatility,
            Start = arguments.GetValue(_start),
            End = arguments.GetValue(_end),
            Benchmark = arguments.GetValue(_benchmark),
            Currency = arguments.GetValue(_currency),
            Tickers = arguments.GetValue(_tickers),
            Explain = arguments.GetValue(_explain),
            SizingForecast = arguments.GetValue(_forecast),
            SizingScope = arguments.GetValue(_scope),
            AcceptSerious = arguments.GetValue(_accept),
        };
        BacktestResult result = session.ShowProgress(
            (progress, cancellation) => session.Research.Backtest(request, progress, cancellation)
        );
        session.Show(result, static () => CliJson.Default.BacktestResult, BacktestView.Write);
        return ExitCode.Done;
    }

    private static Option<double?> Bp(string name, string description) =>
        TypedOptions.Number(name, description, 0, 9999);

    private static Option<double?> Share(string name, string description, double most) =>
        TypedOptions.Number(name, description, 0.0001, most);

    private static Option<string?> Choice(string name, string description, params string[] words)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value.ToLowerInvariant();
                if (words.Contains(word))
                    return word;
                result.AddError($"{name} must be {string.Join(" or ", words)}, but got '{result.Tokens[0].Value}'.");
                return null;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
