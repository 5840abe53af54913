using System.Globalization;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Signals.Risk;
using Ploutos.Signals.Sizing;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Tests.Sizing;

/// <summary>Positions for a volatility of the whole, on a simulated market of nine tickers: SIM06 has
/// sixty bars alone, SIM07 does not move, <see cref="Market.Still"/> stopped moving, and
/// <see cref="Market.Quoted"/> tells splits and dividends.</summary>
public sealed class SizeTests : IClassFixture<SizeTests.Market>, IDisposable
{
    private readonly Market _market;
    private readonly TemporaryFolder _folder = new();

    public SizeTests(Market market) => _market = market;

    private static readonly string[] s_five = ["SIM01", "SIM02", "SIM03", "SIM04", "SIM05"];

    [Fact]
    public void All_positions_together_have_the_target_volatility_and_each_the_same_part_of_it()
    {
        SizeReport report = Size(new(1e9, 0.1, s_five) { MaxPosition = 10, MaxGross = 10 });
        Assert.Equal(0.1, report.Volatility, 1e-4);
        Assert.Equal(s_five, report.Positions.Select(p => p.Ticker));
        Assert.Equal(1, report.Positions.Sum(p => p.RiskShare), 1e-12);
        double[] parts = [.. report.Positions.Select(p => p.Weight * p.Volatility!.Value)];
        Assert.All(parts, p => Assert.Equal(parts[0], p, 1e-5));
        Assert.All(report.Positions, p => Assert.Equal(p.Shares * p.Price, p.Worth, 1e-3));
        Assert.Equal(report.Capital, report.Invested + report.Cash, 1e-3);
        Assert.Equal((66, false), (report.CovarianceDays, report.Simulated));
        Assert.InRange(report.Shrinkage, 0, 1);
        Assert.All(report.Positions, p => Assert.True(p.Held is null && p.Trade is null && p.Forecast == "risk"));
    }

    [Fact]
    public void A_position_is_sized_by_the_volatility_that_the_risk_model_forecasts()
    {
        SizeReport report = Size(new(1e9, 0.1, ["SIM02"]) { MaxPosition = 10, MaxGross = 10 });
        RiskReport risk = _market.Workflows.Risk(
            new RiskRequest("SIM02"),
            cancellation: TestContext.Current.CancellationToken
        );
        SizedPosition only = Assert.Single(report.Positions);
        Assert.Equal(risk.Horizons[0].ExpectedVolatility, only.Volatility!.Value, 1e-12);
        Assert.Equal(0.1 / only.Volatility!.Value, only.Weight, 1e-5);
        Assert.Equal(1, only.RiskShare, 1e-12);
        Assert.Equal((report.Model, report.AsOf), (risk.Model, risk.AsOf));
    }

    [Fact]
    public void The_limits_cut_and_are_named_and_shares_are_whole()
    {
        SizeReport report = Size(new(10_000, 5, s_five));
        Assert.All(report.Positions, p => Assert.InRange(p.Weight, 0, 0.25));
        Assert.InRange(report.Invested, 0, 10_000);
        Assert.True(report.Volatility < 1);
        Assert.Contains(
            report.Notes,
            n => n.StartsWith("The limit of 25 % of what is sized in one", StringComparison.Ordinal)
        );
        Assert.Contains(
            report.Notes,
            n => n.StartsWith("The limit of 100 % of what is sized in all", StringComparison.Ordinal)
        );
        SizeReport poor = Size(new(1, 0.1, s_five));
        Assert.All(poor.Positions, p => Assert.Equal(0, p.Shares));
        Assert.Contains(poor.Notes, n => n.StartsWith("5 ticker(s) get no share", StringComparison.Ordinal));
        Assert.Equal((0, 1), (poor.Volatility, poor.Cash));
    }

    [Fact]
    public void Holdings_lead_to_trades_what_is_not_asked_for_is_sold_and_what_has_no_bars_stays()
    {
        string file = Write("ticker,shares,note", "SIM01,10,x", "sim04,-3,", "NOSUCH,7,", "SIM05,0,");
        SizeReport report = Size(new(100_000, 0.1, ["SIM01", "SIM02"], file));
        SizedPosition kept = report.Positions.Single(p => p.Ticker == "SIM01"),
            fresh = report.Positions.Single(p => p.Ticker == "SIM02"),
            sold = report.Positions.Single(p => p.Ticker == "SIM04");
        Assert.Equal((10, kept.Shares - 10), (kept.Held!.Value, kept.Trade!.Value));
        Assert.Equal((0, fresh.Shares), (fresh.Held!.Value, fresh.Trade!.Value));
        Assert.Equal((0, -3, 3), (sold.Shares, sold.Held!.Value, sold.Trade!.Value));
        Assert.Equal(3, report.Positions.Count);
        LeftOutTicker unknown = Assert.Single(report.LeftOut);
        Assert.Equal(("NOSUCH", 7), (unknown.Ticker, unknown.Held));
        Assert.Contains("no bars", unknown.Reason, StringComparison.Ordinal);
        SizeReport listed = Size(
            new(100_000, 0.1, ["SIM01", "SIM02"]) { Holdings = new Dictionary<string, double> { ["sim01"] = 10 } }
        );
        Assert.Equal(kept.Trade, listed.Positions[0].Trade);
    }

    [Fact]
    public void A_ticker_with_few_bars_and_one_that_does_not_move_are_left_out_with_the_reason()
    {
        string file = Write("ticker,shares", "SIM06,5");
        SizeReport report = Size(new(100_000, 0.1, null, file));
        Assert.Equal([.. s_five, Market.Quoted], report.Positions.Select(p => p.Ticker));
        Assert.Equal(["SIM06", "SIM07", Market.Still], report.LeftOut.Select(l => l.Ticker));
        Assert.Equal(
            ("it has 60 bars, but covariances need 67", 5),
            (report.LeftOut[0].Reason, report.LeftOut[0].Held)
        );
        Assert.NotEmpty(report.LeftOut[1].Reason);
        PloutosException none = Fails(new(100_000, 0.1, ["SIM06"]));
        Assert.Equal(Fault.TooFewBars, none.Fault);
        Assert.Contains("SIM06: it has 60 bars", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_universe_is_sized_by_its_members_of_the_day_that_are_stored()
    {
        using var other = new Market();
        string file = Write(
            "universe,ticker,from,to",
            "mine,SIM01,,",
            "mine,SIM02,,2001-01-01",
            "mine,SIM03,,",
            "mine,GONE,,",
            "old,SIM01,,2001-01-01"
        );
        other.Workflows.ImportUniverses(file, replace: false);
        SizeReport Sized(string name) =>
            other.Workflows.Size(new(100_000, 0.1, [name]), null, TestContext.Current.CancellationToken);
        SizeReport report = Sized("Mine");
        Assert.Equal(["SIM01", "SIM03"], report.Positions.Select(p => p.Ticker));
        Assert.Contains("1 of 3 members have no bars in the store and get no position: GONE.", report.Notes);
        PloutosException none = Assert.Throws<PloutosException>(() => Sized("old"));
        Assert.StartsWith("'old' has no member on ", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_what_it_does_not_know()
    {
        SizeReport report = Size(new(100_000, 0.1, s_five));
        Assert.Contains(report.Unknown, u => u.StartsWith("Direction", StringComparison.Ordinal));
        Assert.Contains(report.Unknown, u => u.Contains("66 days", StringComparison.Ordinal));
        Assert.Contains(report.Unknown, u => u.StartsWith("Index funds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0.1, "capital must be above 0, and at most 1e15, but got 0.")]
    [InlineData(-5, 0.1, "capital must be above 0, and at most 1e15, but got -5.")]
    [InlineData(double.NaN, 0.1, "capital must be above 0, and at most 1e15, but got NaN.")]
    [InlineData(100, 0, "targetVolatility must be above 0, and at most 10 (0.1 is 10 % a year), but got 0.")]
    [InlineData(100, 11, "targetVolatility must be above 0, and at most 10 (0.1 is 10 % a year), but got 11.")]
    public void A_number_that_breaks_its_rule_is_refused_with_rule_and_value(double capital, double target, string rule)
    {
        PloutosException refusal = Fails(new(capital, target, s_five));
        Assert.Equal((Fault.WrongUsage, rule + " Nothing was sized."), (refusal.Fault, refusal.Message));
        Assert.IsType<ChangeOption>(Assert.Single(refusal.Remedies));
    }

    [Theory]
    [InlineData("the header must name ticker and shares, but is 'name, count'", "name,count", "A,1")]
    [InlineData("the ticker must be 1 to 15 letters", "ticker,shares", "not a ticker!,1")]
    [InlineData("the shares must be a number, but are 'ten'", "ticker,shares", "SIM01,ten")]
    [InlineData("SIM01 is there a second time", "ticker,shares", "SIM01,1", "sim01,2")]
    public void A_file_of_holdings_that_breaks_a_rule_is_refused_by_line(string rule, params string[] lines)
    {
        PloutosException refusal = Fails(new(100, 0.1, s_five, Write(lines)));
        Assert.Equal(Fault.WrongUsage, refusal.Fault);
        Assert.Contains(rule, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(", line ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_a_ticker_that_is_not_stored_and_a_missing_model_are_refused()
    {
        Assert.Contains(
            "holdings must be a CSV file with the columns ticker and shares, but there is no",
            Fails(new(100, 0.1, s_five, _folder.File("none.csv"))).Message,
            StringComparison.Ordinal
        );
        PloutosException unknown = Fails(new(100, 0.1, ["SIM01", "NOSUCH"]));
        Assert.Equal(Fault.UnknownTicker, unknown.Fault);
        Assert.Contains(new FetchTicker("NOSUCH"), unknown.Remedies);
        using var other = new Market();
        PloutosException missing = Assert.Throws<PloutosException>(() =>
            other.Workflows.Size(
                new(100, 0.1, s_five) { FitsModel = false },
                cancellation: TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(Fault.NoModel, missing.Fault);
        Assert.False(new RiskRegistry(other.Workspace.ModelsFolder).Exists);
    }

    public void Dispose() => _folder.Dispose();

    private SizeReport Size(SizeRequest request) =>
        _market.Workflows.Size(request, null, TestContext.Current.CancellationToken);

    private PloutosException Fails(SizeRequest request) => Assert.Throws<PloutosException>(() => Size(request));

    private string Write(params string[] lines)
    {
        string path = _folder.File("holdings.csv");
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>A workspace whose model is fitted by the first question.</summary>
    public sealed class Market : IDisposable
    {
        /// <summary>Does not move on the last seventy days.</summary>
        public const string Still = "SIM08";

        /// <summary>Two for one on day <see cref="SplitDay"/>, and a dividend ten days later.</summary>
        public const string Quoted = "SIM09";

        public const int SplitDay = 870;

        private const double Yield = 0.02;
        private readonly TemporaryFolder _folder = new();

        public Market()
        {
            Bars = [.. new SimulatedMarket(new SimulationOptions { Tickers = 9, Bars = 900 }).Series];
            Directory.CreateDirectory(_folder.File("bars"));
            foreach (BarSeries b in Bars)
                File.WriteAllLines(
                    _folder.File("bars", b.Ticker + ".csv"),
                    [
                        "Date,Open,High,Low,Close,Volume"
                            + (b.Ticker == Quoted ? ",Adj Close,Dividends,Stock Splits" : ""),
                        .. Enumerable
                            .Range(b.Ticker == "SIM06" ? 840 : 0, b.Ticker == "SIM06" ? 60 : 900)
                            .Select(t =>
                                b.Ticker switch
                                {
                                    "SIM07" => Row(Flat(b[t], 10)),
                                    Still when t >= 830 => Row(Flat(b[t], b[829].Close)),
                                    Quoted => RowWithEvents(b, t),
                                    _ => Row(b[t]),
                                }
                            ),
                    ]
                );
            Workflows = WorkflowFactory.Create(Workspace, TimeProvider.System);
            Workflows.Import(new ImportRequest($"csv:{_folder.File("bars")}"));
        }

        public IReadOnlyList<BarSeries> Bars { get; }

        public WorkspaceFolder Workspace => new(_folder.File("workspace"));

        public IPloutosWorkflows Workflows { get; }

        public void Dispose() => _folder.Dispose();

        private static Bar Flat(Bar bar, double price) =>
            bar with
            {
                Open = price,
                High = price,
                Low = price,
                Close = price,
            };

        /// <summary>What <see cref="Quoted"/> was traded at on a day, over its adjusted price.</summary>
        public static double QuoteOver(int day) =>
            (day < SplitDay ? 2 : 1) * (day < SplitDay + 10 ? 1 / (1 - Yield) : 1);

        private static string RowWithEvents(BarSeries bars, int day)
        {
            Bar b = bars[day];
            double over = QuoteOver(day),
                paid = day == SplitDay + 10 ? Yield * bars[day - 1].Close * QuoteOver(day - 1) : 0;
            Bar quoted = b with
            {
                Open = over * b.Open,
                High = over * b.High,
                Low = over * b.Low,
                Close = over * b.Close,
            };
            return Row(quoted)
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $",{b.Close:F4},{paid:F4},{(day == SplitDay ? "2" : "0")}"
                );
        }

        private static string Row(Bar b) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{b.Date:yyyy-MM-dd},{b.Open:F4},{b.High:F4},{b.Low:F4},{b.Close:F4},{b.Volume:F0}"
            );
    }
}
