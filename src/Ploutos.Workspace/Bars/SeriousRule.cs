using System.Globalization;
using Ploutos.Experts.Risk;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;

namespace Ploutos.Workspace.Bars;

/// <summary>The rule of serious findings: a ticker with one in the days that matter is left out,
/// with its reason, unless findings are accepted; where no ticker remains, nothing is made.</summary>
/// <param name="store">Where the bars are from.</param>
/// <param name="accept">Whether tickers with findings are used all the same.</param>
public sealed class SeriousRule(BarStore store, bool accept)
{
    private const int MostNamed = 3;

    /// <summary>Whether tickers with findings are used all the same.</summary>
    public bool Accepts => accept;

    /// <summary>The serious findings of a ticker from a day to another, with what is decided of
    /// them.</summary>
    /// <exception cref="NoDataException">The store does not know the ticker.</exception>
    public IReadOnlyList<SeriousFinding> Within(string ticker, DateOnly first, DateOnly last) =>
        Decide([(ticker, first, last)]);

    /// <summary>The findings of a ticker's last bars.</summary>
    /// <param name="bars">Up to the day of interest.</param>
    /// <param name="window">How many of the last bars matter.</param>
    public IReadOnlyList<SeriousFinding> InWindow(BarSeries bars, int window)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return bars.Count == 0 ? [] : Decide([Window(bars, window)]);
    }

    /// <summary>The same, where nothing but this ticker is asked for.</summary>
    /// <param name="bars">Up to the day of interest.</param>
    /// <param name="window">How many of the last bars matter.</param>
    /// <param name="what">What is made of them, to begin a sentence with.</param>
    /// <exception cref="PloutosException">There is a finding, and it is not accepted.</exception>
    public IReadOnlyList<SeriousFinding> Require(BarSeries bars, int window, string what)
    {
        IReadOnlyList<SeriousFinding> findings = InWindow(bars, window);
        return accept || findings.Count == 0 ? findings : throw Refusal(what, findings);
    }

    /// <summary>Sorts series by their findings over all their days.</summary>
    /// <param name="series">Bars of this store.</param>
    /// <param name="what">What is made of them, to begin a sentence with.</param>
    /// <exception cref="PloutosException">None remains.</exception>
    public AdmittedBars Admit(IReadOnlyList<BarSeries> series, string what)
    {
        AdmittedBars admitted = Sort(series, s => (s.Ticker, s.Dates[0], s.Dates[^1]));
        return admitted.Series.Count > 0 || admitted.Findings.Count == 0
            ? admitted
            : throw Refusal(what, admitted.Findings);
    }

    /// <summary>Sorts series by their findings in their last bars; none may remain.</summary>
    /// <param name="series">Bars of this store, each up to the day of interest.</param>
    /// <param name="window">How many of the last bars matter.</param>
    public AdmittedBars Sort(IReadOnlyList<BarSeries> series, int window) => Sort(series, s => Window(s, window));

    /// <summary>Sorts series by their findings from a day to another; none may remain.</summary>
    /// <param name="series">Bars of this store.</param>
    /// <param name="first">First day of the result.</param>
    /// <param name="last">Last day of the result.</param>
    /// <param name="before">Bars before the first day that the result stands on too.</param>
    public AdmittedBars Sort(IReadOnlyList<BarSeries> series, DateOnly first, DateOnly last, int before) =>
        Sort(series, s => (s.Ticker, FirstOf(s, first, before), last));

    /// <summary>The one rule of which tickers a market has: those without a serious finding on the days
    /// that are forecast and in the bars before them that a forecast stands on, or all where findings are
    /// accepted.</summary>
    /// <param name="members">The tickers' bars of this store.</param>
    /// <param name="first">First day that is forecast.</param>
    /// <param name="last">Last day that is forecast; later bars are cut off.</param>
    public AdmittedBars AdmitMarket(IReadOnlyList<BarSeries> members, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Sort(
            [.. members.Select(m => m.UpTo(last)).Where(m => m.Count > 0)],
            first,
            last,
            RiskTable.RequiredBars
        );
    }

    /// <summary>That nothing is made, because no ticker remains.</summary>
    /// <param name="what">What would have been made, to begin a sentence with.</param>
    /// <param name="findings">Why not; at least one.</param>
    public static PloutosException Refusal(string what, IReadOnlyList<SeriousFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        string named = string.Join(' ', findings.Take(MostNamed).Select(f => $"{f.Facts} {f.Meaning}"));
        string more =
            findings.Count > MostNamed
                ? string.Create(CultureInfo.InvariantCulture, $" There are {findings.Count - MostNamed} more.")
                : "";
        return new(
            Fault.SeriousFindings,
            $"{what} needs bars without a serious finding in the days it stands on. {named}{more} Import corrected"
                + $" bars, choose other days or tickers, or accept the findings."
        );
    }

    private static (string Ticker, DateOnly First, DateOnly Last) Window(BarSeries bars, int window) =>
        (bars.Ticker, bars.Dates[Math.Max(0, bars.Count - window)], bars.Dates[^1]);

    private static DateOnly FirstOf(BarSeries bars, DateOnly first, int before)
    {
        if (before == 0)
            return first;
        int at = bars.Dates.BinarySearch(first);
        return bars.Dates[Math.Clamp((at < 0 ? ~at : at) - before, 0, bars.Count - 1)];
    }

    private AdmittedBars Sort(
        IReadOnlyList<BarSeries> series,
        Func<BarSeries, (string Ticker, DateOnly First, DateOnly Last)> days
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        IReadOnlyList<SeriousFinding> findings = Decide([.. series.Where(s => s.Count > 0).Select(days)]);
        HashSet<string> doubtful = accept ? [] : [.. findings.Select(f => f.Ticker)];
        return new([.. series.Where(s => !doubtful.Contains(s.Ticker))], findings);
    }

    private SeriousFinding[] Decide(IReadOnlyList<(string Ticker, DateOnly First, DateOnly Last)> ranges) =>
        [
            .. store
                .SeriousFindings(ranges)
                .OrderBy(f => f.Ticker, StringComparer.Ordinal)
                .ThenBy(f => f.Date)
                .Select(f => new SeriousFinding(
                    f.Ticker,
                    f.Date,
                    f.Reason.ToString(),
                    f.Detail,
                    FindingMeaning.Of(f.Reason),
                    accept ? FindingDecision.Accepted : FindingDecision.LeftOut
                )),
        ];
}
