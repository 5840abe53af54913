using Ploutos.Cli.Hosting;
using Ploutos.Cli.Init;

namespace Ploutos.Cli.Tests;

public sealed class LongTrainingTests
{
    [Theory]
    [InlineData(36_000, 2, false)]
    [InlineData(1_500_000, 2, true)]
    [InlineData(1_500_000, 64, false)]
    public void Minutes_follow_the_bars_and_the_cores(long bars, int cores, bool isLong) =>
        Assert.Equal(isLong, TrainingTime.Minutes(bars, cores) > 10);

    [Fact]
    public async Task A_first_training_of_many_tickers_says_how_long_and_begins_only_with_a_yes()
    {
        using Ploutos.Tests.TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("bars"));
        string[] rows = ["date,open,high,low,close,volume", .. Enumerable.Range(1, 20).Select(Row)];
        for (int i = 0; i < 201; i++)
            File.WriteAllLines(folder.File("bars", $"T{i:000}.csv"), rows);
        Assert.Equal(0, (await PloutosProcess.Run(folder.Path, "data", "import", "bars", "--quiet")).Code);
        string[] names = [.. Enumerable.Range(0, 201).Select(i => $"T{i:000}")];
        File.WriteAllLines(folder.File("names.txt"), names);
        File.WriteAllLines(folder.File("own.csv"), ["universe,ticker,from,to", .. names.Select(n => $"mine,{n},,")]);
        Assert.Equal(0, (await PloutosProcess.Run(folder.Path, "data", "universe", "import", "own.csv")).Code);
        foreach (
            string[] line in (string[][])
                [
                    ["train"],
                    ["predict", "T001", "--offline"],
                    ["train", "--tickers", "names.txt"],
                    ["train", "--tickers", "mine"],
                    ["train", "--tickers", "MINE"],
                    ["train", "--expert", "momentum,risk"],
                ]
        )
        {
            (int code, _, string error) = await PloutosProcess.Run(folder.Path, line);
            Assert.Equal((int)ExitCode.WrongUsage, code);
            Assert.Contains("A first training on 4,020 bars takes", error, StringComparison.Ordinal);
            Assert.Contains("needs --yes", error, StringComparison.Ordinal);
        }

        foreach (
            string[] line in (string[][])
                [
                    ["train", "--yes"],
                    ["train", "--expert", "risk"],
                    ["train", "--tickers", "T001,T002"],
                ]
        )
        {
            (_, _, string error) = await PloutosProcess.Run(folder.Path, line);
            Assert.DoesNotContain("needs --yes", error, StringComparison.Ordinal);
        }
    }

    private static string Row(int day) => FormattableString.Invariant($"2024-01-{day:00},10,11,9,10.5,1000");
}
