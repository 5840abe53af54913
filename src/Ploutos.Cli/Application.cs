using System.CommandLine;
using System.CommandLine.Invocation;
using Ploutos.Cli.Commands;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Options;
using Ploutos.Workflows;

namespace Ploutos.Cli;

/// <summary>Parses a command line and runs the verb it names. A new verb is one class in
/// <c>Commands/</c> and one line here.</summary>
internal static class Application
{
    /// <summary>Runs one command line to its exit code; nothing escapes as an exception.</summary>
    public static ExitCode Run(IReadOnlyList<string> args, Shell shell) =>
        Failure.Guard(shell, "command line", Path.GetTempPath(), () => ParseAndRun(args, shell, Commands));

    /// <summary>The same where the one verb is <c>predict</c>, whose name may be left out.</summary>
    public static ExitCode Predict(IReadOnlyList<string> args, Shell shell) =>
        Failure.Guard(
            shell,
            "command line",
            Path.GetTempPath(),
            () =>
                ParseAndRun(
                    args is ["predict" or "--version", ..] ? args : ["predict", .. args],
                    shell,
                    static (globals, context) => Root(globals, new PredictCommand(context) { Trains = false })
                )
        );

    private static ExitCode ParseAndRun(
        IReadOnlyList<string> args,
        Shell shell,
        Func<GlobalOptions, VerbContext, RootCommand> commands
    )
    {
        ParseResult arguments = Build(shell, commands).Parse(args);
        InvocationConfiguration invocation = new()
        {
            Output = shell.Output.Writer,
            Error = shell.Error.Writer,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return arguments.Action is ParseErrorAction
            ? UsageError.Show(arguments, shell.Error)
            : (ExitCode)arguments.Invoke(invocation);
    }

    private static RootCommand Build(Shell shell, Func<GlobalOptions, VerbContext, RootCommand> commands)
    {
        GlobalOptions globals = new();
        Completions completions = new(shell, globals);
        RootCommand root = commands(globals, new(shell, globals, completions));
        completions.Attach(root);
        HelpNames.Shorten(root);
        return root;
    }

    private static RootCommand Root(GlobalOptions globals, params IEnumerable<Command> verbs)
    {
        RootCommand root = new(
            "Daily price bars into trading signals, with three small neural experts, and how far each signal can be"
                + " trusted."
        )
        {
            globals.Workspace,
            globals.Json,
            globals.Quiet,
        };
        foreach (Command verb in verbs)
            root.Add(verb);
        return root;
    }

    private static RootCommand Commands(GlobalOptions globals, VerbContext context) =>
        Root(
            globals,
            new InitCommand(context),
            Data(context),
            new OptimizeCommand(context),
            new TrainCommand(context),
            new EvaluateCommand(context),
            new PredictCommand(context),
            new RiskCommand(context),
            new SizeCommand(context),
            new ProveCommand(context),
            new BacktestCommand(context),
            new JudgeCommand(context),
            Export(context),
            Alerts(context),
            Paper(context),
            new BackupCommand(context),
            new RestoreCommand(context),
            new DeployCommand(context),
            new ServeCommand(context),
            new Command("key", "The key that guards the server.") { new KeyNewCommand(context) },
            new LiveCommand(context),
            new StatusCommand(context),
            new VerifyCommand(context),
            new ReplayCommand(context),
            Signals(context),
            Models(context),
            Experts(context),
            Ensembles(context),
            new DoctorCommand(context),
            new CompletionCommand(context),
            new ManCommand(context)
        );

    private static Command Data(VerbContext context) =>
        new("data", "Bring bars in, check them, list them, write them out, remove them.")
        {
            new DataImportCommand(context),
            new DataFetchCommand(context),
            new DataUpdateCommand(context),
            new DataCheckCommand(context),
            new DataListCommand(context),
            new DataDiffCommand(context),
            new DataCalendarCommand(context),
            new DataExportCommand(context),
            new DataRemoveCommand(context),
            new DataRenameCommand(context),
            new DataSetCommand(context),
            new Command("universe", "Sets of tickers with a name: import, list and show them.")
            {
                new DataUniverseImportCommand(context),
                new DataUniverseListCommand(context),
                new DataUniverseShowCommand(context),
            },
        };

    private static Command Export(VerbContext context) =>
        new("export", "Write what Ploutos computes to a file.")
        {
            new ExportFeaturesCommand(context),
            new ExportRiskCommand(context),
        };

    private static Command Alerts(VerbContext context) =>
        new("alerts", "Get messages of signals and of trouble, by webhook, mail or a program of yours.")
        {
            new AlertsListCommand(context),
            new AlertsTestCommand(context),
        };

    private static Command Paper(VerbContext context) =>
        new("paper", "Trade the signals with paper money.")
        {
            new PaperStatusCommand(context),
            new PaperRunCommand(context),
            new PaperStopCommand(context),
            new PaperResumeCommand(context),
            new PaperReconcileCommand(context),
        };

    private static Command Signals(VerbContext context) =>
        new("signals", "The stored signals of the daily run and of predict.")
        {
            new SignalsListCommand(context),
            new SignalsExportCommand(context),
        };

    private static Command Models(VerbContext context) =>
        new("models", "The versions of the models: which there are, which of them predict.")
        {
            new ModelsListCommand(context),
            new ModelsShowCommand(context),
            new ModelsUseCommand(context),
            new ModelsRollbackCommand(context),
            new ModelsPromoteCommand(context),
            new ModelsDiffCommand(context),
            new ModelsExportCommand(context),
        };

    private static Command Experts(VerbContext context) =>
        new("experts", "The experts: the built-in ones and your own, as files.")
        {
            new ExpertsListCommand(context),
            new ExpertsShowCommand(context),
            new ExpertsNewCommand(context),
            new ExpertsCheckCommand(context),
        };

    private static Command Ensembles(VerbContext context) =>
        new("ensembles", "Who votes for a signal: the published vote and your own, as files.")
        {
            new EnsemblesListCommand(context),
            new EnsemblesNewCommand(context),
            new EnsemblesCheckCommand(context),
        };
}
