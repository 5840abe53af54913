using System.Globalization;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Simulation;
using Ploutos.Signals.Sizing;
using Ploutos.Tests;
using Ploutos.Workflows;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Signals.Tests.Sizing;

/// <summary>Positions in several markets and currencies, as one account in one currency: two tickers in
/// dollars, one of Paris in euro, one of Tokyo in yen, and the euro's rate. The yen's is not stored.</summary>
public sealed class SizeCurrencyTests : IClassFixture<SizeCurrencyTests.World>
{
    private const string Rate = "EURUSD=X",
        Paris = "AB.PA",
        Tokyo = "1111.T";

    private static readonly string[] s_two = ["SIM01", Paris];

    private readonly World _world;

    public SizeCurrencyTests(World world) => _world = world;

    [Fact]
    public void A_price_in_another_currency_counts_by_the_last_rate_whose_day_had_ended_at_its_close()
    {
        SizeReport report = Size(
            new(1e6, 0.1, s_two)
            {
                Currency = "usd",
                MaxPosition = 10,
                MaxGross = 10,
            }
        );
        Assert.Equal("USD", report.Currency);
        SizedPosition paris = report.Positions.Single(p => p.Ticker == Paris),
            own = report.Positions.Single(p => p.Ticker == "SIM01");
        double rate = _world.Of(Rate).Close[^2];
        Assert.Equal(rate, paris.Rate!.Value, 1e-9);
        Assert.Equal(1, own.Rate!.Value);
        Assert.Equal(_world.Of(Paris).Close[^1], paris.Price, 1e-9);
        Assert.Equal(paris.Shares * paris.Price * rate, paris.Worth, 1e-6);
        Assert.Equal(1e6, report.Invested + report.Cash, 1e-3);
        Assert.Equal(0.1, report.Volatility, 1e-3);
        Assert.Contains(
            report.Notes,
            n => n.Contains("converted from EUR to USD, by EURUSD=X", StringComparison.Ordinal)
        );
        Assert.Contains(report.Unknown, u => u.StartsWith("Hours: closes of one date", StringComparison.Ordinal));
    }

    [Fact]
    public void Covariances_are_of_prices_in_the_currency_of_the_account_on_the_dates_that_all_have()
    {
        SizeReport report = Size(new(1e6, 0.1, s_two) { Currency = "USD" });
        BarSeries rate = _world.Of(Rate),
            paris = _world.Of(Paris),
            own = _world.Of("SIM01");
        DateOnly[] days = [.. own.Dates.ToArray().Intersect(paris.Dates.ToArray()).TakeLast(67)];
        double[] inDollars =

            [
                .. days.Select(d =>
                    paris.Close[paris.Dates.BinarySearch(d)] * rate.Close[rate.Dates.BinarySearch(d) - 1]
                ),
            ],
            dollars = [.. days.Select(d => own.Close[own.Dates.BinarySearch(d)])];
        var expected = ShrunkCovariance.Of([Returns(dollars), Returns(inDollars)]);
        Assert.Equal(days[0], report.CovarianceFrom);
        Assert.Equal(expected.MeanCorrelation, report.MeanCorrelation, 1e-9);
        Assert.Equal(expected.Intensity, report.Shrinkage, 1e-9);
    }

    [Fact]
    public void The_account_may_be_in_the_other_currency_and_what_is_only_held_is_sold_in_its_own()
    {
        SizeReport report = Size(
            new(1e6, 0.1, [Paris])
            {
                Currency = "EUR",
                Holdings = new Dictionary<string, double> { ["SIM02"] = 5 },
            }
        );
        SizedPosition sold = report.Positions.Single(p => p.Ticker == "SIM02"),
            kept = report.Positions.Single(p => p.Ticker == Paris);
        Assert.Equal(("EUR", 1), (report.Currency, kept.Rate));
        Assert.Equal(1 / _world.Of(Rate).Close[^2], sold.Rate!.Value, 1e-9);
        Assert.Equal(-5, sold.Trade);
    }

    [Fact]
    public void What_is_held_and_stays_is_taken_from_the_capital_in_the_currency_of_the_account()
    {
        SizeReport report = Size(
            new(1e6, 0.1, ["SIM01", World.Sixty])
            {
                Currency = "USD",
                Holdings = new Dictionary<string, double> { [World.Sixty] = 10 },
            }
        );
        LeftOutTicker left = Assert.Single(report.LeftOut);
        Assert.Equal(10 * _world.Of(World.Sixty).Close[^1] * _world.Of(Rate).Close[^2], left.Worth!.Value, 1e-6);
        Assert.Equal(1e6 - left.Worth!.Value, report.Investable, 1e-6);
    }

    [Fact]
    public void Only_a_rate_that_lacks_is_a_reason_to_refuse_and_all_that_lacks_is_listed()
    {
        PloutosException refusal = Assert.Throws<PloutosException>(() =>
            Size(new(1e6, 0.1, ["SIM01", Paris, Tokyo]) { Currency = "CHF" })
        );
        Assert.Equal(Fault.NoBars, refusal.Fault);
        Assert.Contains(
            "What lacks: USDCHF=X (from EUR to CHF); USDCHF=X (from JPY to CHF); USDCHF=X (from USD to CHF);"
                + " USDJPY=X (from JPY to CHF)",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(refusal.Remedies, r => r is FetchTicker { Ticker: "USDJPY=X" });
        PloutosException code = Assert.Throws<PloutosException>(() => Size(new(1e6, 0.1, s_two) { Currency = "E1" }));
        Assert.Equal(Fault.WrongUsage, code.Fault);
        Assert.StartsWith("currency must be a code", code.Message, StringComparison.Ordinal);
    }

    private static double[] Returns(double[] close) =>
        [.. Enumerable.Range(1, close.Length - 1).Select(t => Math.Log(close[t] / close[t - 1]))];

    private SizeReport Size(SizeRequest request) =>
        _world.Workflows.Size(request with { AcceptSerious = true }, null, TestContext.Current.CancellationToken);

    /// <summary>Made-up bars, stored as observed ones.</summary>
    public sealed class World : IDisposable
    {
        /// <summary>Sixty bars in euro.</summary>
        public const string Sixty = "CD.PA";

        private readonly TemporaryFolder _folder = new();
        private readonly Dictionary<string, BarSeries> _stored = new(StringComparer.Ordinal);

        public World()
        {
            string[] names = ["SIM01", "SIM02", Paris, Tokyo, Rate, Sixty];
            var market = new SimulatedMarket(
                new SimulationOptions
                {
                    Seed = 3,
                    Tickers = names.Length,
                    Bars = 600,
                }
            );
            Directory.CreateDirectory(_folder.File("bars"));
            for (int i = 0; i < names.Length; i++)
                Write(names[i], market.Series[i]);
            Workflows = WorkflowFactory.Create(new(_folder.File("workspace")), TimeProvider.System);
            Workflows.Import(new ImportRequest($"csv:{_folder.File("bars")}"));
        }

        public IPloutosWorkflows Workflows { get; }

        /// <summary>Bars as they are stored.</summary>
        public BarSeries Of(string ticker) => _stored[ticker];

        public void Dispose() => _folder.Dispose();

        private void Write(string name, BarSeries bars)
        {
            // The rate moves around 1.1.
            double scale = name == Rate ? 1.1 / bars.Close[0] : 1;
            int from = name == Sixty ? bars.Count - 60 : 0;
            Bar[] rows =
            [
                .. Enumerable
                    .Range(from, bars.Count - from)
                    .Select(t => bars[t])
                    .Select(b =>
                        b with
                        {
                            Open = Math.Round(scale * b.Open, 6),
                            High = Math.Round(scale * b.High, 6),
                            Low = Math.Round(scale * b.Low, 6),
                            Close = Math.Round(scale * b.Close, 6),
                        }
                    ),
            ];
            _stored[name] = BarSeries.FromBars(name, DataOrigin.Observed, rows);
            File.WriteAllLines(
                _folder.File("bars", name + ".csv"),
                [
                    "Date,Open,High,Low,Close,Volume",
                    .. rows.Select(b =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{b.Date:yyyy-MM-dd},{b.Open:F6},{b.High:F6},{b.Low:F6},{b.Close:F6},{b.Volume:F0}"
                        )
                    ),
                ]
            );
        }
    }
}
