using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Evaluation;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

public sealed class EvaluationViewTests
{
    [Fact]
    public void The_options_reach_the_workflow()
    {
        FakeWorkflows workflows = new();
        CommandRun run = CommandRun.Of(
            workflows,
            "evaluate --source simulated --experts volatility,momentum --scheme cpcv --folds 6 --test-groups 3 --purge"
                + " 30 --embargo 9 "
                + "--ablation --window 4 --seed 7 --cores 2 --tickers A,B"
        );
        Assert.Equal(ExitCode.Done, run.Code);
        EvaluateRequest asked = (EvaluateRequest)workflows.Requests.Single()!;
        Assert.Equal(["volatility", "momentum"], asked.Experts);
        Assert.Equal(["A", "B"], asked.Tickers);
        Assert.Equal(
            new EvaluateRequest
            {
                Source = "simulated",
                Experts = asked.Experts,
                Scheme = "cpcv",
                Folds = 6,
                FirstTest = null,
                TrainDays = null,
                TestGroups = 3,
                Purge = 30,
                Embargo = 9,
                Window = 4,
                Seed = 7,
                Ablation = true,
                Tickers = asked.Tickers,
                Cores = 2,
            },
            asked
        );
    }

    [Fact]
    public void The_table_shows_what_was_measured_of_V7_and_V71_with_the_interval_and_what_it_allows_to_say()
    {
        string text = CommandRun.Of(new FakeWorkflows(), "evaluate").Output;
        Assert.Contains(
            "question    metric                   V7    V7.1  difference                  p (DM)  verdict",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "            log-loss             0.6600  0.6500  -0.0100 [-0.0150, -0.0050]   0.010  better",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "volatility: V7.1 is statistically indistinguishable from its best baseline, har: "
                + "AUC +0.0020 [-0.0010, +0.0050], log-loss -0.0010 [-0.0030, +0.0010].",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("attention_off", text, StringComparison.Ordinal);
        Assert.Contains("note: something to know", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_published_block_there_is_no_table_of_improvements()
    {
        EvaluationResult whole = Samples.Evaluation();
        EvaluationResult foreign = whole with
        {
            Questions =
            [
                .. whole.Questions.Select(q =>
                    q with
                    {
                        Comparisons = [.. q.Comparisons.Where(c => c.Against != "v7")],
                    }
                ),
            ],
        };
        StringWriter text = new();
        EvaluationView.Write(new(text, isTerminal: false, colour: false), foreign);
        Assert.DoesNotContain("Improvements", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("the judged model less the other", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void As_JSON_it_is_one_object_whose_undefined_figures_are_null()
    {
        JsonNode json = JsonNode.Parse(CommandRun.Of(new FakeWorkflows(), "evaluate --json").Output)!;
        JsonNode forecaster = json["questions"]![0]!["forecasters"]![0]!;
        Assert.Equal("v7.1", (string)forecaster["name"]!);
        Assert.Null(forecaster["metrics"]!["information_coefficient"]!["value"]);
        Assert.Equal(0.65, (double)forecaster["metrics"]!["log_loss"]!["value"]!);
    }

    [Fact]
    public void A_word_for_a_number_is_wrong_usage() =>
        Assert.Equal(ExitCode.WrongUsage, CommandRun.Of(new FakeWorkflows(), "evaluate --folds some").Code);

    [Fact]
    public void Units_under_way_have_a_row_each_and_leave_the_board_when_they_end()
    {
        Display.ProgressBoard board = new();
        board.Take(new EvaluationProgress("v7.1 momentum fold 1", "epoch 3 of 100", false, 0, 4, null));
        board.Take(new EvaluationProgress("v7.1 momentum fold 2", "epoch 1 of 100", false, 0, 4, null));
        Assert.Equal(3, board.Lines(120).Count);
        board.Take(new EvaluationProgress("v7.1 momentum fold 1", "done in 9 s", true, 1, 4, TimeSpan.FromSeconds(27)));
        Assert.Equal(2, board.Lines(120).Count);
        Assert.Contains(board.Lines(120), row => row.EndsWith("1 of 4 units, 27 s left", StringComparison.Ordinal));
    }
}
