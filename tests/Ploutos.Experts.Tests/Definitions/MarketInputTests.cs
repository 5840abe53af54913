using System.Text;
using Ploutos.Experts.Definitions;
using Ploutos.Features;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Store;
using Ploutos.Storage;
using Ploutos.Tests;

namespace Ploutos.Experts.Tests.Definitions;

/// <summary>Inputs of an expert's file that look at a ticker of another market.</summary>
public sealed class MarketInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_value_is_of_the_other_markets_last_session_that_was_over_and_misses_where_it_is_stale()
    {
        BarSeries tokyo = Series("7203.T", to: new(2024, 6, 28)),
            york = Series("^GSPC", to: new(2024, 6, 14)),
            paris = Series("MC.PA", to: new(2024, 6, 28));
        Store(tokyo, york);
        ExpertDefinition expert = Read(
            """
            "tokyo": { "ticker": "7203.t", "expression": "$close" },
            "york": { "ticker": "^GSPC", "expression": "$close", "stale_after": 5 }
            """
        );
        FeatureMatrix values = expert.Features.Compute(paris);
        int day = paris.Dates.BinarySearch(new DateOnly(2024, 5, 2));
        Assert.Equal(["tokyo", "york"], expert.Features.Names);
        Assert.Equal(CloseOf(new(2024, 5, 2)), values[day, 0]);
        Assert.Equal(CloseOf(new(2024, 5, 1)), values[day, 1]);
        // New York's bars end on the 14th.
        Assert.Equal(CloseOf(new(2024, 6, 14)), values[paris.Dates.BinarySearch(new DateOnly(2024, 6, 19)), 1]);
        Assert.Equal(double.NaN, values[paris.Dates.BinarySearch(new DateOnly(2024, 6, 20)), 1]);
    }

    [Fact]
    public void Another_ticker_or_expression_is_another_expert_and_what_breaks_a_rule_is_refused()
    {
        string one = Read("""  "a": { "ticker": "^N225", "expression": "$close" } """).Digest;
        Assert.NotEqual(one, Read("""  "a": { "ticker": "^FTSE", "expression": "$close" } """).Digest);
        Assert.NotEqual(one, Read("""  "a": { "ticker": "^N225", "expression": "$open" } """).Digest);
        foreach (
            (string input, string rule) in new[]
            {
                (""" "a": { "ticker": "A B", "expression": "$close" } """, "ticker"),
                (""" "a": { "ticker": "^N225" } """, "expression"),
                (""" "a": { "ticker": "^N225", "expression": "Ref($close,-1)" } """, "Ref"),
                (""" "a": { "ticker": "^N225", "expression": "$close", "late": 1 } """, "late"),
            }
        )
            Assert.Contains(rule, Assert.Throws<StorageException>(() => Read(input)).Message, StringComparison.Ordinal);
        NoDataException lacks = Assert.Throws<NoDataException>(() =>
            Read("""  "a": { "ticker": "^N225", "expression": "$close" } """)
                .Features.Compute(Series("MC.PA", new(2024, 6, 28)))
        );
        Assert.Contains("The input a looks at ^N225", lacks.Message, StringComparison.Ordinal);
    }

    private ExpertDefinition Read(string markets)
    {
        string folder = Directory.CreateDirectory(_folder.File("experts")).FullName;
        return ExpertFile.Read(
            Encoding.UTF8.GetBytes(
                $$"""
                { "inputs": { "markets": { {{markets}} } }, "label": { "kind": "up", "horizon": 5 } }
                """
            ),
            Path.Combine(folder, "others.json"),
            "others"
        );
    }

    private void Store(params BarSeries[] series)
    {
        using BarStore store = BarStore.Open(_folder.File("data", "ploutos.db"));
        foreach (BarSeries bars in series)
            store.Save(DeliveredSeries.From(bars, "csv", "made up"), DateTimeOffset.UnixEpoch);
    }

    private static double CloseOf(DateOnly day) => 100 + (day.DayNumber % 7);

    private static BarSeries Series(string ticker, DateOnly to) =>
        BarSeries.FromBars(
            ticker,
            DataOrigin.Observed,
            [
                .. TickerMarket
                    .Find(ticker)!
                    .Sessions(new(2024, 3, 1), to)
                    .Select(d => new Bar(d, CloseOf(d), CloseOf(d) + 1, CloseOf(d) - 1, CloseOf(d), 1000)),
            ]
        );
}
