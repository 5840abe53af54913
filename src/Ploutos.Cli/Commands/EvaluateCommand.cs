using System.CommandLine;
using System.CommandLine.Parsing;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Studies;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos evaluate</c>.</summary>
internal sealed class EvaluateCommand : Verb
{
    private static readonly EvaluateRequest Defaults = new();

    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<string?> _source = SourceInput.Option(
        "The bars to import first. Without it: those in the store."
    );
    private readonly Option<IReadOnlyList<string>?> _experts = ExpertOption.Create(
        "Which experts to evaluate. Without it: all, and the ensemble."
    );
    private readonly Option<string> _scheme = new("--scheme")
    {
        Description =
            "How the days are cut: expanding or rolling walk-forward, or combinatorial purged cross-validation.",
        HelpName = "expanding|rolling|cpcv",
        DefaultValueFactory = _ => Defaults.Scheme,
    };
    private readonly Option<int> _folds = TypedOptions.Whole(
        "--folds",
        "Test blocks of a walk-forward; with cpcv the groups that the days are cut into.",
        least: 1,
        Defaults.Folds
    );
    private readonly Option<DateOnly?> _firstTest = TypedOptions.Day(
        "--first-test",
        "First tested day of a walk-forward. Without it: after two thirds of the days."
    );
    private readonly Option<int?> _trainDays = TypedOptions.Whole(
        "--train-days",
        "With rolling: trading days before a test block that are used. Without it: half of all.",
        least: 1
    );
    private readonly Option<int> _testGroups = TypedOptions.Whole(
        "--test-groups",
        "With cpcv: groups that a fold tests.",
        least: 1,
        Defaults.TestGroups
    );
    private readonly Option<int?> _purge = TypedOptions.Whole(
        "--purge",
        "Bars kept free between training, validation and test. Without it: horizon + window.",
        least: 0
    );
    private readonly Option<int?> _embargo = TypedOptions.Whole(
        "--embargo",
        "Further bars kept free after a test block. Without it: 0; with cpcv 1 % of the days.",
        least: 0
    );
    private readonly Option<bool> _ablation = new("--ablation")
    {
        Description = "Also V7.1 with one part left out at a time.",
    };
    private readonly Option<bool> _study = new("--study")
    {
        Description =
            "Train nothing; say what simple signals know of the order of tickers, by horizon, and what costs leave of"
            + " it.",
    };
    private readonly Option<double?> _cost = TypedOptions.Number(
        "--cost",
        "With --study: cost of a purchase or a sale in basis points. Default: 5.",
        least: 0,
        most: 1000
    );
    private readonly ShardOptions _shards = new();
    private readonly Option<int> _window = SplitOptions.Window(Defaults.Window);
    private readonly Option<int> _seed = SplitOptions.Seed(Defaults.Seed);
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<int?> _cores = TypedOptions.Whole(
        "--cores",
        "Cores to use. Without it: all of the machine. The forecasts are the same at any number.",
        least: 1
    );

    public EvaluateCommand(VerbContext context)
        : base(
            "evaluate",
            "Say what experts and vote are worth on days they have never seen: against V7, against baselines, and part"
                + " by part. "
                + "A second start goes on where the first stopped.",
            context
        )
    {
        _tickers = TickersOption("Only these tickers. Without it: all that were imported, or all in the store.");
        _experts.Aliases.Add("--experts");
        _scheme.CompletionSources.Add("expanding", "rolling", "cpcv");
        foreach (
            Option option in new Option[] { _source, _experts, _scheme, _folds, _firstTest, _trainDays, _testGroups }
        )
            Add(option);
        foreach (
            Option option in new Option[] { _purge, _embargo, _ablation, _window, _seed, _tickers, _cores, _accept }
        )
            Add(option);
        Add(_study);
        Add(_cost);
        _shards.AddTo(this);
        Validators.Add(CheckStudy);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        if (arguments.GetValue(_study))
            return Study(arguments, session);
        EvaluateRequest request = new()
        {
            Source = arguments.GetValue(_source),
            Experts = arguments.GetValue(_experts),
            Scheme = arguments.GetValue(_scheme)!,
            Folds = arguments.GetValue(_folds),
            FirstTest = arguments.GetValue(_firstTest),
            TrainDays = arguments.GetValue(_trainDays),
            TestGroups = arguments.GetValue(_testGroups),
            Purge = arguments.GetValue(_purge),
            Embargo = arguments.GetValue(_embargo),
            Window = arguments.GetValue(_window),
            Seed = arguments.GetValue(_seed),
            Ablation = arguments.GetValue(_ablation),
            Tickers = arguments.GetValue(_tickers),
            Cores = arguments.GetValue(_cores),
            Merge = _shards.Merge(arguments),
            AcceptSerious = arguments.GetValue(_accept),
        };
        if (_shards.Task(arguments) is { } shard)
            return ShardRun.Show(
                session,
                "evaluation",
                (progress, cancellation) => session.Research.EvaluateShard(request, shard, progress, cancellation)
            );
        EvaluationResult result = session.ShowProgress(
            (progress, cancellation) => session.Research.Evaluate(request, progress, cancellation)
        );
        session.Show(result, static () => CliJson.Default.EvaluationResult, EvaluationView.Write);
        return ExitCode.Done;
    }

    private ExitCode Study(ParseResult arguments, Session session)
    {
        DirectionStudyRequest request = new()
        {
            Source = arguments.GetValue(_source),
            Tickers = arguments.GetValue(_tickers),
            FirstTest = arguments.GetValue(_firstTest),
            CostBasisPoints = arguments.GetValue(_cost) ?? new DirectionStudyRequest().CostBasisPoints,
            AcceptSerious = arguments.GetValue(_accept),
        };
        DirectionStudyResult result = session.ShowProgress(
            (progress, cancellation) => session.Research.Study(request, progress, cancellation)
        );
        session.Show(result, static () => CliJson.Default.DirectionStudyResult, DirectionStudyView.Write);
        return ExitCode.Done;
    }

    private void CheckStudy(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        if (!Given(_study))
        {
            if (Given(_cost))
                result.AddError("--cost goes with --study; add it, or leave --cost out.");
            return;
        }

        Option[] others =
        [
            _experts,
            _scheme,
            _folds,
            _trainDays,
            _testGroups,
            _purge,
            _embargo,
            _ablation,
            _window,
            _seed,
            _cores,
            .. _shards.All,
        ];
        foreach (Option option in others.Where(Given))
            result.AddError($"--study trains nothing and takes no {option.Name}; leave one of them out.");
    }
}
