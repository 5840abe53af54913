using System.CommandLine;
using System.CommandLine.Parsing;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Programs;
using Ploutos.Research.Proof;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos prove</c>.</summary>
internal sealed class ProveCommand : Verb
{
    private static readonly ProveRequest Defaults = new();

    private readonly Option<string?> _source = SourceInput.Option(
        "The bars to prove on, read but not stored. Without it: those in the store."
    );
    private readonly Option<IReadOnlyList<string>?> _expert = ExpertOption.Create("Which experts. Without it: all.");
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<int> _noise = TypedOptions.Whole(
        "--noise",
        "Also run the pipeline on this many markets of pure noise, and say what share of them the real result beats.",
        least: 0,
        otherwise: 0
    );
    private readonly Option<DateOnly?> _testFrom = SplitOptions.TestFrom();
    private readonly Option<int> _window = SplitOptions.Window(Defaults.Window);
    private readonly Option<int> _seed = SplitOptions.Seed(Defaults.Seed);
    private readonly Option<int?> _cores = TypedOptions.Whole(
        "--cores",
        "Cores to use. Without it: all of the machine.",
        least: 1
    );

    private readonly ShardOptions _shards = new();
    private readonly Option<string?> _command = new("--command")
    {
        Description =
            "Prove a program of yours instead, in any language: a line for the shell in which {bars} stands for a"
            + " folder with a CSV file a ticker and {out} for the CSV file that it writes (ticker, date, a column a"
            + " feature or signal). It runs on the bars as they are and on bars with another future.",
        HelpName = "LINE",
    };
    private readonly Option<int> _timeLimit = TypedOptions.Whole(
        "--time-limit",
        "Seconds that one run of the program may take.",
        least: 1,
        otherwise: 600
    );

    public ProveCommand(VerbContext context)
        : base(
            "prove",
            "Put the pipeline to the proof: nothing leaks from the future, nothing is made up, and what is there is"
                + " found.",
            context
        )
    {
        _tickers = TickersOption("Only these tickers. Without it: a sample of all.");
        _expert.Aliases.Add("--experts");
        foreach (
            Option option in new Option[]
            {
                _source,
                _expert,
                _tickers,
                _noise,
                _testFrom,
                _window,
                _seed,
                _cores,
                _command,
                _timeLimit,
            }
        )
            Add(option);
        _shards.AddTo(this);
        Validators.Add(CheckProgram);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        if (arguments.GetValue(_command) is { } command)
            return Program(command, arguments, session);
        ProveRequest request = new()
        {
            Source = arguments.GetValue(_source),
            Experts = arguments.GetValue(_expert),
            Tickers = arguments.GetValue(_tickers),
            Noise = arguments.GetValue(_noise),
            TestFrom = arguments.GetValue(_testFrom),
            Window = arguments.GetValue(_window),
            Seed = arguments.GetValue(_seed),
            Cores = arguments.GetValue(_cores),
            Merge = _shards.Merge(arguments),
        };
        if (_shards.Task(arguments) is { } shard)
            return ShardRun.Show(
                session,
                "proof",
                (progress, cancellation) => session.Research.ProveShard(request, shard, progress, cancellation)
            );
        ProofReport report = session.ShowProgress(
            (progress, cancellation) => session.Research.Prove(request, progress, cancellation)
        );
        session.Show(report, static () => CliJson.Default.ProofReport, ProofView.Write);
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private ExitCode Program(string command, ParseResult arguments, Session session)
    {
        ProgramProofRequest request = new(command)
        {
            Source = arguments.GetValue(_source),
            Tickers = arguments.GetValue(_tickers),
            Seed = arguments.GetValue(_seed),
            TimeLimit = TimeSpan.FromSeconds(arguments.GetValue(_timeLimit)),
        };
        ProgramProof report = session.ShowProgress(
            (progress, cancellation) => session.Research.ProveProgram(request, progress, cancellation)
        );
        session.Show(report, static () => CliJson.Default.ProgramProof, ProofView.Write);
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private void CheckProgram(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        if (!Given(_command))
        {
            if (Given(_timeLimit))
                result.AddError("--time-limit goes with --command; add it, or leave --time-limit out.");
            return;
        }

        Option[] others = [_expert, _noise, _testFrom, _window, _cores, .. _shards.All];
        foreach (Option option in others.Where(Given))
            result.AddError($"--command trains nothing and takes no {option.Name}; leave one of them out.");
    }
}
