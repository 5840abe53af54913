using Microsoft.Extensions.Time.Testing;
using Ploutos.Cli.Display;
using Ploutos.Cli.Rendering;
using Ploutos.Workflows;
using Ploutos.Workspace.Events;

namespace Ploutos.Cli.Tests;

public sealed class ProgressTests
{
    private const string FirstEpoch =
        "epoch 1 of 60, loss 0.04500, validation 0.04400, best 0.04300, learning rate 3.0e-04, 2 min 31 s left";

    public static IReadOnlyList<WorkflowEvent> OneOfEach { get; } =
    [
        new StageStarted("train", "3 experts on 31 tickers"),
        new Note("the store's bars are used"),
        new Note("one ticker is [stale]", IsWarning: true),
        new ItemDone("import", "AAPL", 1, 31),
        Epoch("momentum", 1),
        Epoch("reversion", 1),
        new TrainingDone("momentum", 15, 0.04231, TimeSpan.FromSeconds(75)),
        new TrialDone
        {
            Expert = "volatility",
            Number = 6,
            State = SearchTrialState.Pruned,
            Value = 0.05,
            Done = 7,
            Total = 10,
            Pruned = 3,
            Best = 0.0412,
            TimeLeft = TimeSpan.FromMinutes(61),
        },
    ];

    [Fact]
    public void A_log_gets_every_tenth_epoch_the_first_and_the_last()
    {
        string log = Plain(Enumerable.Range(1, 34).Select(epoch => Epoch("momentum", epoch, of: 34)));

        Assert.Equal(
            [1, 10, 20, 30, 34],
            log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void A_log_gets_items_a_few_seconds_apart_and_always_the_last()
    {
        string log = Plain(
            Enumerable.Range(1, 31).Select(i => new ItemDone("import", $"T{i}", i, 31)),
            TimeSpan.FromSeconds(1)
        );

        Assert.Equal(
            ["5", "10", "15", "20", "25", "30", "31"],
            log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1])
        );
    }

    [Fact]
    public void Each_event_is_a_line_that_says_all_that_is_known() =>
        Assert.Equal(
            $"""
            train: 3 experts on 31 tickers
            the store's bars are used
            warning: one ticker is [stale]
            momentum: {FirstEpoch}
            reversion: {FirstEpoch}
            momentum: trained in 1 min 15 s, best epoch 15, validation loss 0.04231
            volatility: trial 6 PRUNED at 0.050000, 7 of 10 done, 3 pruned, best 0.041200, 1 h 01 min left

            """,
            Plain(OneOfEach)
        );

    [Fact]
    public void Quiet_leaves_warnings_only() =>
        Assert.Equal(
            "warning: one ticker is [stale]\n",
            CommandRun.Of(new FakeWorkflows { Events = OneOfEach }, "train --quiet").Error
        );

    [Fact]
    public void The_board_shows_experts_side_by_side_and_one_row_each()
    {
        ProgressBoard board = new();
        foreach (
            WorkflowEvent happened in (WorkflowEvent[])
                [Epoch("momentum", 1), Epoch("reversion", 1), Epoch("momentum", 30), Epoch("reversion", 60)]
        )
            Assert.Null(board.Take(happened));

        IReadOnlyList<string> rows = board.Lines(160);
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄ momentum: epoch 30 of 60, loss", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("━━━━━━━━━━━━━━━━━━━━ reversion: epoch 60 of 60, loss", rows[1], StringComparison.Ordinal);
        Assert.Equal(
            [
                "━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄ momentum: epoch 30 of 60, best 0.04300, 2 min 31 s left",
                "━━━━━━━━━━━━━━━━━━━━ reversion: epoch 60 of 60, best 0.04300, 2 min 31 s left",
            ],
            board.Lines(80)
        );
        Assert.Equal(
            "━━━━┄┄┄┄ momentum: epoch 30 of 60, best 0.04300, 2 min\n  31 s left",
            string.Join('\n', board.Lines(55).Take(2))
        );
    }

    [Fact]
    public void Notes_stay_above_the_board() =>
        Assert.Equal("warning: late", new ProgressBoard().Take(new Note("late", IsWarning: true)));

    [Fact]
    public void A_terminal_sees_notes_rows_and_the_result()
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows { Events = OneOfEach }, ["train"], terminal: true);

        // What stood there, a wider row of the board, is erased first.
        Assert.Contains("\u001b[Jwarning: one ticker is [stale]", run.Error, StringComparison.Ordinal);
        Assert.Contains("reversion: epoch 1 of 60", run.Error, StringComparison.Ordinal);
        Assert.Contains("near a coin toss", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Workers_may_report_at_once()
    {
        using StringWriter error = new();
        PlainProgress progress = new(
            new Output(error, isTerminal: false, colour: false),
            new FakeTimeProvider(),
            quiet: false
        );

        Parallel.For(0, 1000, i => progress.Report(new Note($"n{i}")));

        Assert.Equal(1000, error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
    }

    private static EpochDone Epoch(string expert, int epoch, int of = 60) =>
        new()
        {
            Expert = expert,
            Epoch = epoch,
            Epochs = of,
            TrainLoss = 0.045,
            ValidationLoss = 0.044,
            BestLoss = 0.043,
            LearningRate = 3e-4,
            TimeLeft = TimeSpan.FromSeconds(151),
        };

    private static string Plain(IEnumerable<WorkflowEvent> events, TimeSpan apart = default)
    {
        using StringWriter error = new();
        FakeTimeProvider time = new();
        PlainProgress progress = new(new Output(error, isTerminal: false, colour: false), time, quiet: false);
        foreach (WorkflowEvent happened in events)
        {
            time.Advance(apart);
            progress.Report(happened);
        }
        return error.ToString();
    }
}
