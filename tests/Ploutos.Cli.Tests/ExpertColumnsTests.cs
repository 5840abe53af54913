using System.Globalization;
using Ploutos.MarketData.Calendar;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>A damaged file of columns, met by several tickers on all cores at once, is a user's error and no
/// defect.</summary>
public sealed class ExpertColumnsTests
{
    private const string Expert = """
        {
          "format": 1,
          "inputs": {
            "expressions": { "week": "$close/Ref($close,5)-1" },
            "columns": { "mood": { "file": "../mood.csv", "column": "score" } }
          },
          "label": { "kind": "up", "horizon": 5 }
        }
        """;

    [Theory]
    [InlineData("2014-01-03,0.5\n2014-01-03,0.7", "2014-01-03")]
    [InlineData("2014-01-03,NaN", "NaN")]
    [InlineData("2014-01-03,good", "good")]
    public async Task A_bad_row_is_told_with_its_value(string rows, string told)
    {
        using TemporaryFolder folder = new();
        string[] tickers = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
        Directory.CreateDirectory(Path.Combine(folder.Path, "bars"));
        foreach (string ticker in tickers)
            await File.WriteAllTextAsync(
                Path.Combine(Path.Combine(folder.Path, "bars"), ticker + ".csv"),
                Bars(ticker[0]),
                Cancelled
            );
        (int imported, _, string why) = await PloutosProcess.Run(folder.Path, "data", "import", "bars");
        Assert.True(imported == 0, why);
        Directory.CreateDirectory(Path.Combine(folder.Path, "experts"));
        await File.WriteAllTextAsync(
            Path.Combine(Path.Combine(folder.Path, "experts"), "moody.json"),
            Expert,
            Cancelled
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "mood.csv"),
            "ticker,date,score\n"
                + string.Concat(tickers.SelectMany(t => rows.Split('\n').Select(row => $"{t},{row}\n"))),
            Cancelled
        );

        (int code, string output, string error) = await PloutosProcess.Run(folder.Path, "experts", "check", "moody");

        Assert.NotEqual(0, code);
        Assert.Contains("mood.csv", error, StringComparison.Ordinal);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.DoesNotContain("should not happen", output + error, StringComparison.Ordinal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string Bars(int seed)
    {
        var text = new System.Text.StringBuilder("date,open,high,low,close,volume\n");
        double price = 100;
        int day = 0;
        for (DateOnly date = new(2013, 1, 2); date < new DateOnly(2014, 6, 1); date = date.AddDays(1))
        {
            if (!NewYorkCalendar.IsTradingDay(date))
                continue;
            price *= 1 + 0.01 * Math.Sin(++day * 0.7 + seed);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{date:yyyy-MM-dd},{price:F2},{price * 1.01:F2},{price * 0.99:F2},{price:F2},{1000 + day}"
            );
        }

        return text.ToString();
    }
}
