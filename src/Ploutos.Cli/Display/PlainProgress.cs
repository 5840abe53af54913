using Ploutos.Cli.Rendering;
using Ploutos.Research.Evaluation;
using Ploutos.Research.Training;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Display;

/// <summary>Progress as lines, for logs and pipes: few enough to be read. Workers of several
/// threads may report at once.</summary>
internal sealed class PlainProgress(Output error, TimeProvider time, bool quiet) : IProgress<WorkflowEvent>
{
    private const int EpochStep = 10,
        FewTickers = 50;

    private static readonly TimeSpan ItemPause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _lastItem = time.GetTimestamp();

    public void Report(WorkflowEvent value)
    {
        lock (_gate)
        {
            if (quiet ? value is Note { IsWarning: true } || IsFailureOfMany(value) : IsWorthALine(value))
                error.Line(EventText.Of(value));
        }
    }

    private bool IsWorthALine(WorkflowEvent value) =>
        value switch
        {
            EpochDone epoch => epoch.Epoch == 1 || epoch.Epoch % EpochStep == 0 || epoch.Epoch == epoch.Epochs,
            ItemDone item => item.Done == item.Total || IsTimeForAnItem(),
            TickerNews { IsLast: false } news => news.Total == 1 && news.Stage == TickerStage.Asking,
            TickerNews news => IsFailureOfMany(news)
                || (
                    news.Stage == TickerStage.Done
                    && (news.Total <= FewTickers || news.Done == news.Total || IsTimeForAnItem())
                ),
            ExpertTrained or TrialRunning => false,
            EvaluationProgress unit => unit.IsLast && (unit.Done == unit.Total || IsTimeForAnItem()),
            _ => true,
        };

    /// <summary>Where one ticker was asked for, its failure is the error or the warning that
    /// follows.</summary>
    private static bool IsFailureOfMany(WorkflowEvent value) =>
        value is TickerNews { Stage: TickerStage.Failed, Total: > 1 };

    private bool IsTimeForAnItem()
    {
        if (time.GetElapsedTime(_lastItem) < ItemPause)
            return false;
        _lastItem = time.GetTimestamp();
        return true;
    }
}
