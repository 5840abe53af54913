using Ploutos.Experts.Risk;
using Ploutos.Workspace;
using Ploutos.Workspace.Events;

namespace Ploutos.Research.Training;

/// <summary>The risk model of one run of trainings: fitted once, however many experts hold it beside their
/// network and whether or not it is named, too. All of them ask with the same bars but for tickers without a
/// volume, which the risk model leaves out itself.</summary>
/// <param name="workspace">Where models lie.</param>
/// <param name="time">The clock.</param>
/// <param name="request">What is asked for.</param>
/// <param name="progress">Where progress goes; may be null.</param>
internal sealed class RiskOnce(
    WorkspaceFolder workspace,
    TimeProvider time,
    TrainRequest request,
    IProgress<WorkflowEvent>? progress
)
{
    private readonly Lock _alone = new();
    private bool _tried;
    private RiskModel? _model;

    /// <summary>How long the fit took.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>The model beside an expert's training; null, with a note, where there are too few rows.</summary>
    /// <param name="bars">The expert's.</param>
    public RiskModel? Beside(TrainingBars bars)
    {
        lock (_alone)
        {
            if (!_tried)
                _model = Timed(fit =>
                    fit.TryRun(bars, request.TestFrom, progress, request.OnlyOutdated, request.Candidate)
                );
            _tried = true;
            return _model;
        }
    }

    /// <summary>The model that was asked for by its name.</summary>
    /// <param name="bars">The bars.</param>
    /// <exception cref="ArgumentException">There are too few rows.</exception>
    public RiskModel Named(TrainingBars bars)
    {
        lock (_alone)
            return _model ??= Timed(fit =>
                fit.Run(bars, request.TestFrom, progress, request.OnlyOutdated, request.Candidate)
            )!;
    }

    private RiskModel? Timed(Func<RiskFitting, RiskModel?> fit)
    {
        long began = time.GetTimestamp();
        RiskModel? model = fit(new(workspace, time));
        Took = time.GetElapsedTime(began);
        return model;
    }
}
