using Ploutos.Signals.Predict;

namespace Ploutos.Cli.Tests;

public sealed class SimulatedBannerTests
{
    private const string Frame = "############################################################";

    private static readonly FakeWorkflows Simulated = new()
    {
        Report = Samples.Report(simulated: true),
        Stored = [Samples.Stored("SIM1", simulated: true)],
        Trained = [Samples.Trained("momentum", 0.6, 0.58, 0.62, simulated: true)],
        Prediction = Samples.GuidePrediction(simulated: true),
    };

    public static TheoryData<string> Showing =>
        ["data import simulated", "data check", "data list", "train", "predict --ticker SIM1", "deploy --quick"];

    [Theory]
    [MemberData(nameof(Showing))]
    public void Whatever_was_made_from_simulated_bars_says_so_first(string line)
    {
        string output = CommandRun.Of(Simulated, line).Output;

        Assert.StartsWith(Frame, output, StringComparison.Ordinal);
        Assert.Contains("SIMULATED   SIMULATED   SIMULATED", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Showing))]
    public void Real_bars_are_never_called_simulated(string line) =>
        Assert.DoesNotContain("SIMULATED", CommandRun.Of(new FakeWorkflows(), line).Output, StringComparison.Ordinal);

    [Fact]
    public void The_banner_is_a_closed_box()
    {
        string[] box =
        [
            .. CommandRun.Of(Simulated, "predict --ticker SIM1").Output.Split('\n').TakeWhile(line => line.Length > 0),
        ];

        Assert.Equal(Frame, box[^1]);
        Assert.All(
            box,
            line =>
                Assert.True(
                    line.Length == Frame.Length
                        && line.StartsWith("##", StringComparison.Ordinal)
                        && line.EndsWith("##", StringComparison.Ordinal),
                    line
                )
        );
    }

    [Fact]
    public void On_a_terminal_with_colours_the_banner_is_coloured() =>
        Assert.Contains(
            "\u001b[",
            CommandRun.Of(Simulated, ["predict", "--ticker", "SIM1"], terminal: true, colour: true).Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void Without_colours_no_colour_is_sent_to_a_terminal() =>
        Assert.DoesNotContain(
            "\u001b[",
            CommandRun.Of(Simulated, ["predict", "--ticker", "SIM1"], terminal: true, colour: false).Output,
            StringComparison.Ordinal
        );
}
