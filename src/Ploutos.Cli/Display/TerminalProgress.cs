using Ploutos.Cli.Rendering;
using Ploutos.Research.Evaluation;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Spectre.Console;

namespace Ploutos.Cli.Display;

/// <summary>Progress on a terminal: lines that stay above a board that is drawn over. Workers of
/// several threads may report at once.</summary>
internal sealed class TerminalProgress : IProgress<WorkflowEvent>
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly LiveDisplayContext _live;
    private readonly TimeProvider _time;
    private readonly ProgressBoard _board = new();
    private readonly Lock _gate = new();
    private long _drawn;

    private TerminalProgress(IAnsiConsole console, LiveDisplayContext live, TimeProvider time)
    {
        (_console, _live, _time) = (console, live, time);
        _drawn = time.GetTimestamp();
    }

    /// <summary>Does the work while the board is shown; the board's last state stays on the
    /// screen.</summary>
    public static T Show<T>(
        Output error,
        TimeProvider time,
        Func<IProgress<WorkflowEvent>, T> work,
        CancellationToken cancellation
    ) =>
        error
            .Console.Live(Text.Empty)
            .Start(live =>
            {
                TerminalProgress progress = new(error.Console, live, time);
                using CancellationTokenRegistration stop = cancellation.Register(() =>
                    progress.Report(new Note(EventText.Stopping))
                );
                try
                {
                    return work(progress);
                }
                finally
                {
                    progress.Draw();
                }
            });

    public void Report(WorkflowEvent value)
    {
        lock (_gate)
        {
            if (_board.Take(value) is { } line)
                _console.WriteLine(line, value is Note { IsWarning: true } ? new Style(Color.Yellow) : Style.Plain);
            if (
                _time.GetElapsedTime(_drawn) >= Frame
                || value is not (EpochDone or TrialRunning or ItemDone or TickerNews or EvaluationProgress)
            )
                Draw();
        }
    }

    private void Draw()
    {
        lock (_gate)
        {
            _drawn = _time.GetTimestamp();
            _live.UpdateTarget(new Rows(_board.Rows.Select(row => new Text(row) { Overflow = Overflow.Ellipsis })));
        }
    }
}
