using Ploutos.Cli.Rendering;
using Ploutos.Research.Evaluation;
using Ploutos.Workflows;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ploutos.Cli.Display;

/// <summary>Progress on a terminal: lines that stay above a board that is drawn over. Workers of
/// several threads may report at once.</summary>
internal sealed class TerminalProgress : IProgress<WorkflowEvent>
{
    // The terminal echoes Ctrl-C as ^C behind the board. If that went on in the next line, the board would be drawn
    // over one line too low.
    private const int RoomForEcho = 3;

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly Output _error;
    private readonly LiveDisplayContext _live;
    private readonly TimeProvider _time;
    private readonly ProgressBoard _board = new();
    private readonly Lock _gate = new();
    private long _drawn;

    private TerminalProgress(Output error, LiveDisplayContext live, TimeProvider time)
    {
        (_error, _live, _time) = (error, live, time);
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
                TerminalProgress progress = new(error, live, time);
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
                _error.Console.Write(
                    new AboveBoard(
                        new(line + "\n", value is Note { IsWarning: true } ? new Style(Color.Yellow) : Style.Plain)
                    )
                );
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
            _live.UpdateTarget(
                new Rows(
                    _board
                        .Lines(_error.Width - RoomForEcho)
                        .Select(row => new Text(row) { Overflow = Overflow.Ellipsis })
                )
            );
        }
    }

    /// <summary>A line in the place where the board stood, which is erased first: what it does not write over
    /// would remain.</summary>
    private sealed class AboveBoard(Text line) : Renderable
    {
        private const string Erase = "\u001b[J";

        protected override Measurement Measure(RenderOptions options, int maxWidth) =>
            ((IRenderable)line).Measure(options, maxWidth);

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            [Segment.Control(Erase), .. ((IRenderable)line).Render(options, maxWidth)];
    }
}
