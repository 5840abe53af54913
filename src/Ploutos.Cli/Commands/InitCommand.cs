using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Init;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workflows.Deploy;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos init</c>.</summary>
internal sealed class InitCommand : Verb
{
    private readonly Option<string?> _bars = new("--bars")
    {
        Description = "Files to import: a path, a folder or a pattern; or simulated. Without it: asked.",
        HelpName = "PATH|simulated",
    };
    private readonly Option<IReadOnlyList<string>?> _fetch = TypedOptions.Names(
        "--fetch",
        "Tickers or universes to fetch instead. Without it: asked.",
        "A,B,...|UNIVERSE"
    );
    private readonly Option<string?> _ticker;
    private readonly Option<bool> _yes = YesOption.Create(
        "Ask nothing: take the default of every answer that no option gives."
    );

    public InitCommand(VerbContext context)
        : base(
            "init",
            "The first hour, step by step: the workspace, your bars, a first training, a prediction, the daily run.",
            context
        )
    {
        _fetch.CompletionSources.Add(context.Completions.Fetchable);
        _ticker = TickerOption("What to predict at the end. Without it: asked.", required: false);
        foreach (Option option in new Option[] { _bars, _fetch, _ticker, _yes })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        string? bars = arguments.GetValue(_bars),
            ticker = arguments.GetValue(_ticker);
        IReadOnlyList<string>? fetch = arguments.GetValue(_fetch);
        if (bars is not null && fetch is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"--bars imports files and --fetch asks a source, but both were given ('{bars}' and"
                    + $" '{string.Join(',', fetch)}'): give one of them."
            );
        Questions ask = new(
            Context.Shell.Input,
            Context.Shell.Error,
            arguments.GetValue(_yes),
            Context.Shell.Cancellation
        );
        session = ChooseWorkspace(ask, session);
        ask.Say();
        ChooseBars(ask, session, bars, fetch);
        IReadOnlyList<StoredSeries> stored = session.Bars.List();
        ask.Say();
        ask.Say(TrainingTime.Sentence(stored.Sum(s => (long)s.Rows), Environment.ProcessorCount));
        if (!ask.Yes("Train now", YesOption.Name))
        {
            ask.Say("Nothing was trained. The bars are stored; go on with: ploutos init, or ploutos train");
            return ExitCode.Done;
        }

        ticker ??= ask.Words(
            "Which ticker shall be predicted at the end",
            stored[0].Ticker,
            "--ticker",
            text =>
                stored.Any(s => s.Ticker.Equals(text, StringComparison.OrdinalIgnoreCase))
                    ? null
                    : $"It must be a stored ticker, such as {string.Join(", ", stored.Take(5).Select(s => s.Ticker))},"
                        + $" but got '{text}'."
        );
        DeployRequest request = new() { SkipOptimization = true, Ticker = ticker };
        DeployResult result = session.ShowProgress(
            (progress, cancellation) => session.Deployment.Deploy(request, progress, cancellation)
        );
        session.Show(result, static () => CliJson.Default.DeployResult, DeployView.Write);
        ask.Say();
        foreach (string line in DailyRunHint.Lines(session.Workspace.Root, result.Prediction.Ticker))
            Context.Shell.Error.Line(line);
        return ExitCode.Done;
    }

    private static Session ChooseWorkspace(Questions ask, Session session)
    {
        ask.Say("Ploutos keeps bars, models and signals in one folder, the workspace.");
        string root = ask.Words("Workspace", session.Workspace.Root, "--workspace");
        Session chosen = root == session.Workspace.Root ? session : session.In(new WorkspaceFolder(root));
        chosen.Workspace.EnsureWritable();
        return chosen;
    }

    private static void ChooseBars(Questions ask, Session session, string? bars, IReadOnlyList<string>? fetch)
    {
        if (bars is null && fetch is null && File.Exists(session.Workspace.StorePath))
        {
            IReadOnlyList<StoredSeries> stored = session.Bars.List();
            if (
                stored.Count > 0
                && ask.Yes(
                    $"The workspace has {Figures.Count(stored.Count)} ticker(s) with"
                        + $" {Figures.Count(stored.Sum(s => s.Rows))} bars. Use them",
                    "--bars or --fetch"
                )
            )
                return;
        }

        if (bars is null && fetch is null)
            (bars, fetch) = AskForBars(ask);
        if (fetch is not null)
        {
            FetchReport report = session.ShowProgress(
                (progress, cancellation) => session.Bars.Fetch(new FetchRequest(fetch), progress, cancellation)
            );
            if (!session.Json)
                FetchView.Write(session.Output, report);
            return;
        }

        DataReport imported = session.ShowProgress(
            (progress, cancellation) => session.Bars.Import(new ImportRequest(bars!), progress, cancellation)
        );
        if (!session.Json)
            DataReportView.Write(session.Output, imported, "ploutos data check --json");
    }

    private static (string? Bars, IReadOnlyList<string>? Fetch) AskForBars(Questions ask)
    {
        int source = ask.Choice(
            "Where do your daily bars come from?",
            [
                "files of your own (CSV, XLSX, Parquet; a file, a folder or a pattern)",
                "a source on the network (Yahoo and others)",
                "none yet: a SIMULATED market, to look around",
            ],
            standard: 3,
            "--bars or --fetch"
        );
        return source switch
        {
            1 => (ask.Words("File, folder or pattern", null, "--bars"), null),
            2 => (
                null,
                ask.Words("Tickers or universes, separated by commas", "guide", "--fetch")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ),
            _ => ("simulated", null),
        };
    }
}
