using System.CommandLine;
using System.CommandLine.Parsing;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Tuning;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos optimize</c>.</summary>
internal sealed class OptimizeCommand : Verb
{
    /// <summary>Names the environment variable with the address of the studies.</summary>
    private const string StorageVariable = "PLOUTOS_STUDY_STORAGE";

    private static readonly OptimizeRequest Defaults = new();

    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<IReadOnlyList<string>?> _expert = ExpertOption.Create(
        "Whose hyperparameters to search. Without it: all."
    );
    private readonly Option<int> _trials = TypedOptions.Whole(
        "--trials",
        "Trials an expert, those of earlier starts included.",
        least: 1,
        Defaults.Trials
    );
    private readonly Option<int?> _timeout = TypedOptions.Whole(
        "--timeout",
        "Seconds after which no new trial of an expert starts. Without it: no limit.",
        least: 1
    );
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<int?> _jobs = TypedOptions.Whole(
        "--jobs",
        "Trials side by side, one core each. Without it: one a core.",
        least: 1
    );
    private readonly Option<int> _seed = SplitOptions.Seed(Defaults.Seed);
    private readonly Option<string?> _storage = new("--storage")
    {
        Description =
            "Where the study lies: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DB. Without it: the environment's "
            + $"{StorageVariable}, which keeps a password out of the list of processes, else logs/studies.db.",
        HelpName = "URL",
    };
    private readonly Option<string?> _study = new("--study")
    {
        Description = "The study's name. Without it: v7_{expert}.",
        HelpName = "NAME",
    };
    private readonly Option<int?> _window = SplitOptions.Window();
    private readonly Option<SearchSpaceKind> _space = new("--space")
    {
        Description =
            "What to search: wide (the published ranges, a weight decay up to 3 and the window; the defaults are "
            + "trial 0) or published.",
        HelpName = "wide|published",
        CustomParser = ParseSpace,
        DefaultValueFactory = _ => SearchSpaceKind.Wide,
    };
    private readonly Option<DateOnly?> _testFrom = SplitOptions.TestFrom();
    private readonly Option<int?> _maxEpochs = TypedOptions.Whole(
        "--max-epochs",
        "Most epochs of a trial. Without it: as the search space says.",
        least: 1
    );

    public OptimizeCommand(VerbContext context)
        : base(
            "optimize",
            "Search the experts' hyperparameters; a second start goes on where the first ended. OPTUNA_BATCH_SIZE caps"
                + " the batch.",
            context
        )
    {
        _tickers = TickersOption("Only these tickers. Without it: all in the store.");
        Option[] options =
        [
            _expert,
            _trials,
            _timeout,
            _tickers,
            _jobs,
            _seed,
            _storage,
            _study,
            _window,
            _space,
            _testFrom,
            _maxEpochs,
            _accept,
        ];
        foreach (Option option in options)
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        OptimizeRequest request = new()
        {
            Experts = arguments.GetValue(_expert),
            Trials = arguments.GetValue(_trials),
            Timeout = arguments.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Tickers = arguments.GetValue(_tickers),
            Jobs = arguments.GetValue(_jobs),
            Seed = arguments.GetValue(_seed),
            Storage = arguments.GetValue(_storage) ?? FromEnvironment(),
            Study = arguments.GetValue(_study),
            Window = arguments.GetValue(_window),
            TestFrom = arguments.GetValue(_testFrom),
            MaxEpochs = arguments.GetValue(_maxEpochs),
            AcceptSerious = arguments.GetValue(_accept),
            Space = arguments.GetValue(_space),
        };
        IReadOnlyList<OptimizeSummary> searches = session.ShowProgress(
            (progress, cancellation) => session.Research.Optimize(request, progress, cancellation)
        );
        session.Show(searches, static () => CliJson.Default.IReadOnlyListOptimizeSummary, SearchView.Write);
        return ExitCode.Done;
    }

    private static SearchSpaceKind ParseSpace(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text is not ("wide" or "published"))
            result.AddError($"--space must be wide or published, but got '{text}'.");
        return text == "published" ? SearchSpaceKind.Published : SearchSpaceKind.Wide;
    }

    private static string? FromEnvironment() =>
        Environment.GetEnvironmentVariable(StorageVariable) is { Length: > 0 } url ? url : null;
}
