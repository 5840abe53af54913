using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos train</c>.</summary>
internal sealed class TrainCommand : Verb
{
    private static readonly TrainRequest Defaults = new();

    private readonly Option<bool> _accept = AcceptSerious.Create();
    private readonly Option<IReadOnlyList<string>?> _expert = ExpertOption.Create(
        "Which experts to train. Without it: all."
    );
    private readonly Option<DateOnly?> _testFrom = SplitOptions.TestFrom();
    private readonly Option<int> _seed = SplitOptions.Seed(Defaults.Seed);
    private readonly Option<int?> _window = SplitOptions.Window();
    private readonly Option<bool> _fixed = new("--fixed")
    {
        Description =
            "Choose nothing on validation folds: window and weight decay keep their defaults, and the network serves.",
    };
    private readonly Option<VolatilityModel> _volatility = new("--volatility-model")
    {
        Description =
            "Who answers the volatility question: auto (the network, unless a simpler forecaster is better on the "
            + "validation folds by more than one standard error), network, or risk.",
        HelpName = "auto|network|risk",
        CustomParser = ParseModel,
        DefaultValueFactory = _ => VolatilityModel.Auto,
    };
    private readonly Option<IReadOnlyList<string>?> _tickers;
    private readonly Option<int?> _cores = TypedOptions.Whole(
        "--cores",
        "Cores to use. Without it: all of the machine. The weights are the same at any number.",
        least: 1
    );

    private readonly Option<int?> _epochRows = TypedOptions.Whole(
        "--epoch-rows",
        "Rows that an epoch draws, others each time, so that its time does not grow with the bars. Without it: all.",
        least: 1000
    );

    private readonly Option<string?> _batch = new("--batch")
    {
        Description =
            "auto: two or four times the batch of the hyperparameters where an epoch still has 500 steps, with a "
            + "learning rate and a weight decay to match. Without it: the hyperparameters' own.",
        HelpName = "auto",
    };

    private readonly Option<bool> _yes = YesOption.Create();

    public TrainCommand(VerbContext context)
        : base(
            "train",
            "Train the experts on the store's bars, and say what each reaches on days that nothing was chosen by.",
            context
        )
    {
        _tickers = TickersOption("Only these tickers. Without it: all in the store.");
        Add(_expert);
        Add(_testFrom);
        Add(_seed);
        Add(_window);
        Add(_fixed);
        Add(_epochRows);
        _batch.AcceptOnlyFromAmong("auto");
        Add(_batch);
        Add(_volatility);
        Add(_tickers);
        Add(_cores);
        Add(_accept);
        Add(_yes);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        TrainRequest request = new()
        {
            Experts = arguments.GetValue(_expert),
            TestFrom = arguments.GetValue(_testFrom),
            Seed = arguments.GetValue(_seed),
            Window = arguments.GetValue(_window),
            Tickers = arguments.GetValue(_tickers),
            Cores = arguments.GetValue(_cores),
            AcceptSerious = arguments.GetValue(_accept),
            Fixed = arguments.GetValue(_fixed),
            EpochRows = arguments.GetValue(_epochRows),
            AutoBatch = arguments.GetValue(_batch) is not null,
            VolatilityModel = arguments.GetValue(_volatility),
        };
        if (request.Experts is not ["risk"]) // the risk model alone takes seconds
            LongTraining.Allow(Context.Shell, session, request.Tickers, arguments.GetValue(_yes));
        IReadOnlyList<TrainedSummary> trained = session.ShowProgress(
            (progress, cancellation) =>
                session.Research.Train(
                    request,
                    session.Json ? new LineAnExpert(progress, session.Output) : progress,
                    cancellation
                )
        );
        if (!session.Json)
            TrainedView.Write(session.Output, trained);
        return ExitCode.Done;
    }

    private static VolatilityModel ParseModel(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        switch (text)
        {
            case "auto":
                return VolatilityModel.Auto;
            case "network":
                return VolatilityModel.Network;
            case "risk":
                return VolatilityModel.Risk;
            default:
                result.AddError($"--volatility-model must be auto, network or risk, but got '{text}'.");
                return VolatilityModel.Auto;
        }
    }

    /// <summary>Writes an expert's JSON as soon as it is trained, and passes everything on.</summary>
    private sealed class LineAnExpert(IProgress<WorkflowEvent> next, Output output) : IProgress<WorkflowEvent>
    {
        private readonly Lock _line = new();

        public void Report(WorkflowEvent value)
        {
            if (value is ExpertTrained trained)
                lock (_line)
                    output.Raw(JsonSerializer.Serialize(trained.Result, CliJson.Default.TrainedSummary));
            next.Report(value);
        }
    }
}
