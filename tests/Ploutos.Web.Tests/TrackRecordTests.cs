using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Ploutos.Signals.Ledger;
using Ploutos.Tests;
using Ploutos.Workspace;

namespace Ploutos.Web.Tests;

/// <summary>How signals came out, as the page Today draws it from a record of many.</summary>
public sealed partial class TrackRecordTests(SimulatedWorkspace workspace)
{
    // More than a page of signals has at most elsewhere.
    private const int Days = 1800;

    private static readonly DateTimeOffset s_now = new(2026, 11, 2, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_bins_hold_every_forecast_that_the_scores_beside_them_are_of()
    {
        using TemporaryFolder copy = workspace.Copy();
        using (SignalStore signals = SignalStore.Open(new WorkspaceFolder(copy.Path)))
        {
            SignalRecord[] records =
            [
                .. Enumerable
                    .Range(0, Days)
                    .SelectMany(t => SimulatedWorkspace.Tickers.Select((name, i) => Record(name, t, (t + i) % 9))),
            ];
            signals.Append(records);
            signals.Append([.. records.Select((r, i) => Outcome(r, i % 3 == 0))]);
        }

        await using Server server = await Server.Start(copy.Path);
        using HttpResponseMessage page = await server.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        string text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string momentum = Card().Match(text).Value;
        int[] bins =
        [
            .. Bin()
                .Matches(momentum)
                .Select(m => int.Parse(m.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(5, bins.Length);
        Assert.Equal(Days * SimulatedWorkspace.Tickers.Length, bins.Sum());
        Assert.Contains($"<dd>{bins.Sum():N0}</dd>", momentum, StringComparison.Ordinal);
    }

    private static SignalRecord Record(string ticker, int day, int tenth) =>
        new()
        {
            Ticker = ticker,
            AsOf = new DateOnly(2020, 1, 2).AddDays(day),
            MadeAt = s_now,
            Late = false,
            Horizon = 5,
            Experts = [new("momentum", 0.1 + (0.1 * tenth), 5, "v1")],
            Score = 0.1,
            Signal = "BUY",
            RawSignal = "BUY",
            Code = "test",
        };

    private static SignalOutcome Outcome(SignalRecord record, bool happened) =>
        new()
        {
            Ticker = record.Ticker,
            AsOf = record.AsOf,
            Expert = "momentum",
            Version = "v1",
            Probability = record.Experts[0].Probability,
            Happened = happened,
            KnownOn = record.AsOf.AddDays(7),
            LogLoss = 0.7,
            Brier = 0.25,
            Late = false,
            ScoredAt = s_now,
            Vintage = 1,
        };

    [GeneratedRegex("<article[^>]*record-momentum.*?</article>", RegexOptions.Singleline)]
    private static partial Regex Card();

    [GeneratedRegex(@"<title>[^<(]*\(([\d,]+)\)</title>")]
    private static partial Regex Bin();
}
