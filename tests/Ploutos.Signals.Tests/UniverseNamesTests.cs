using Ploutos.Live.Simulation;
using Ploutos.MarketData;
using Ploutos.Signals.Ledger;
using Ploutos.Signals.Risk;
using Ploutos.Tests;
using Ploutos.Tests.Live;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;

namespace Ploutos.Signals.Tests;

/// <summary>A universe of the workspace in the place of tickers.</summary>
public sealed class UniverseNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiveWorkspace _live;
    private readonly string[] _stored;

    public UniverseNamesTests(LiveTemplate template)
    {
        _live = template.Open(_folder.Path, days: 1);
        _stored = [.. _live.Exchange.Tickers.Order(StringComparer.Ordinal)];
        string members = _folder.File("members.csv");
        File.WriteAllLines(
            members,
            [
                "universe,ticker,from,to",
                .. _stored[..^1].Select(t => $"mine,{t},,"),
                $"mine,{_stored[^1]},,2001-01-01",
                "mine,GONE,,",
                $"old,{_stored[0]},,2001-01-01",
                "bare,NONE,,",
            ]
        );
        _live.Workflows.ImportUniverses(members, replace: false);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_update_of_a_universe_asks_for_its_stored_members_and_for_no_other_ticker()
    {
        DateOnly day = _live.Exchange.Days[0];
        _live.Clock.Now = DayMoments.CloseOf(day).AddHours(1);
        _live.Exchange.Show(_live.Clock.Now);
        string file = _folder.File("two.csv");
        File.WriteAllLines(file, ["universe,ticker,from,to", $"two,{_stored[0]},,2001-01-01", "two,GONE,,"]);
        _live.Workflows.ImportUniverses(file, replace: true);
        var notes = new Notes();
        FetchReport report = _live.Workflows.Update(new(["Two"], Source: _live.Exchange.Source), notes, Stop);
        FetchedTicker updated = Assert.Single(report.Tickers);
        Assert.Equal((_stored[0], day, null), (updated.Ticker, updated.LastDay, updated.Error));
        Assert.Contains(
            notes.Texts,
            n =>
                n.StartsWith(
                    "1 of 2 members have no bars in the store and are left out: GONE.",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal([_stored[0]], _live.Workflows.List().Where(s => s.LastDay == day).Select(s => s.Ticker));
    }

    [Fact]
    public void A_risk_forecast_in_a_universe_sees_its_members_of_the_day_that_are_stored()
    {
        RiskReport In(params string[] market) => _live.Workflows.Risk(new(_stored[0], market), null, Stop);
        RiskReport mine = In("Mine"),
            named = In(_stored[..^1]);
        Assert.Equal(named.MarketTickers, mine.MarketTickers);
        Assert.Equal(named.Horizons, mine.Horizons);
        Assert.Contains("1 of 3 members have no bars in the store and are no part of the market: GONE.", mine.Notes);
        Assert.DoesNotContain(named.Notes, n => n.Contains("no part of the market", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("old", Fault.WrongUsage, "'old' has no member on ")]
    [InlineData("bare", Fault.NoData, "The store has no observed bars of NONE.")]
    public void A_universe_without_a_stored_member_of_the_day_is_no_market_and_that_is_said(
        string universe,
        Fault fault,
        string said
    )
    {
        PloutosException refused = Assert.Throws<PloutosException>(() =>
            _live.Workflows.Risk(new(_stored[0], [universe]), null, Stop)
        );
        Assert.Equal(fault, refused.Fault);
        Assert.StartsWith(said, refused.Message, StringComparison.Ordinal);
    }

    private sealed class Notes : IProgress<WorkflowEvent>
    {
        public List<string> Texts { get; } = [];

        public void Report(WorkflowEvent value)
        {
            if (value is Note note)
                Texts.Add(note.Text);
        }
    }
}
