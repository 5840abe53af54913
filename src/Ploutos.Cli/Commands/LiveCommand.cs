using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Signals.Daily;
using Ploutos.Signals.Ledger;
using Ploutos.Web.Telemetry;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos live</c>.</summary>
internal sealed class LiveCommand : Verb
{
    private static readonly LiveRequest Defaults = new();

    private readonly Option<bool> _once = new("--once")
    {
        Description = "Do what is due now, with every missed day before it, and end.",
    };
    private readonly LiveOptions _options;

    public LiveCommand(VerbContext context)
        : base(
            "live",
            "Run each trading day by itself: after the close, update the bars, make and store the signals, score the"
                + " earlier ones.",
            context
        )
    {
        Add(_once);
        _options = new(
            this,
            TypedOptions.Names(
                "--watchlist",
                "Tickers, universes or text files; kept in data/watchlist.txt. Without it: what that file says, else"
                    + " every stored ticker.",
                "A,B,...|FILE"
            )
        );
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        LiveRequest request = _options.Read(arguments);
        using IDisposable? telemetry = OpenTelemetryExport.Start();
        if (!arguments.GetValue(_once))
        {
            return session.Tell(
                (progress, cancellation) =>
                {
                    using ServiceNotice notice = ServiceNotice.Ready(Context.Shell.Time);
                    session.Daily.LiveAsync(request, progress, cancellation).GetAwaiter().GetResult();
                    return ExitCode.Done; // a service that is told to stop has not failed
                }
            );
        }

        LiveRun run = session.Tell((progress, cancellation) => session.Daily.LiveOnce(request, progress, cancellation));
        session.Show(run, static () => LiveJson.Default.LiveRun, LiveView.WriteRun);
        return run.Status == LiveRunStatus.Failed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>The daily run's options.</summary>
    private sealed class LiveOptions
    {
        private readonly Option<IReadOnlyList<string>?> _watchlist;
        private readonly Option<string?> _source = FetchInput.NetworkSource(
            "--source",
            "The source to ask for every ticker. Without it: auto, for tickers that are unknown or came from the"
                + " network."
        );

        private readonly Option<int> _delay = TypedOptions.Whole(
            "--delay",
            "Minutes from the exchange's close to the run.",
            least: 0,
            (int)LiveRequest.DefaultDelay.TotalMinutes
        );

        private readonly Option<int> _retry = TypedOptions.Whole(
            "--retry",
            "Minutes after which what is missing is asked for again.",
            least: 1,
            (int)LiveRequest.DefaultRetry.TotalMinutes
        );

        private readonly Option<int> _retrain = TypedOptions.Whole(
            "--retrain-every",
            "Trading days from one retraining to the next; 0 never retrains.",
            least: 0,
            Defaults.RetrainEvery
        );

        private readonly Option<int> _compare = TypedOptions.Whole(
            "--compare-days",
            "Trading days on which champion and challenger are held against each other.",
            least: 21,
            Defaults.CompareDays
        );

        private readonly Option<bool> _accept = AcceptSerious.Create();

        public LiveOptions(Command verb, Option<IReadOnlyList<string>?> watchlist)
        {
            _watchlist = watchlist;
            foreach (Option option in new Option[] { _watchlist, _source, _delay, _retry, _retrain, _compare, _accept })
                verb.Add(option);
        }

        public LiveRequest Read(ParseResult arguments) =>
            new(
                arguments.GetValue(_watchlist),
                arguments.GetValue(_source),
                TimeSpan.FromMinutes(arguments.GetValue(_delay)),
                TimeSpan.FromMinutes(arguments.GetValue(_retry)),
                arguments.GetValue(_retrain),
                arguments.GetValue(_compare)
            )
            {
                AcceptSerious = arguments.GetValue(_accept),
            };
    }
}
