using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ploutos.Experts.Registry;
using Ploutos.Features.Splits;
using Ploutos.MarketData;
using Ploutos.MarketData.Store;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;
using Ploutos.Workspace.Events;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Research.Training;

/// <summary>The bars that experts are trained on: all of one origin, with their common calendar and
/// their hash.</summary>
public sealed class TrainingBars
{
    private TrainingBars(IReadOnlyList<BarSeries> series, string source)
    {
        (Series, Source) = (series, source);
        Calendar = TradingCalendar.Union(series);
        Data = new(series[0].Origin, [.. series.Select(s => s.Ticker)], HashOf(series));
    }

    /// <summary>The series, one a ticker; at least one.</summary>
    public IReadOnlyList<BarSeries> Series { get; }

    /// <summary>Where the store had the first series from, such as "simulated:42".</summary>
    public string Source { get; }

    /// <summary>Every day that at least one series has, ascending.</summary>
    public DateOnly[] Calendar { get; }

    /// <summary>Origin, tickers and hash of the bars, as a model's card holds them.</summary>
    public ModelData Data { get; }

    /// <summary>What to know of the universes that were asked for: lists of one day, members without
    /// bars.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Whether the members of a universe are known day by day.</summary>
    public bool HasMembers => Series.Any(s => s.Members is not null);

    /// <summary>Serious findings of the tickers that were asked for: left out, or accepted.</summary>
    public IReadOnlyList<SeriousFinding> Findings { get; private init; } = [];

    /// <summary>Reads the wanted tickers, or all of the store. Where it holds observed and simulated
    /// bars and no ticker is named, the observed ones are taken. A damaged ticker that nobody named is
    /// left out.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="tickers">Only these; null for all.</param>
    /// <param name="progress">Told where simulated bars, or a damaged ticker, are left out.</param>
    /// <exception cref="NoDataException">The store is empty or lacks a ticker.</exception>
    /// <exception cref="MarketDataException">A ticker that was named, or every one, is
    /// damaged.</exception>
    /// <exception cref="PloutosException">Observed and simulated bars that were named would be
    /// mixed.</exception>
    public static TrainingBars Read(
        BarStore store,
        IReadOnlyList<string>? tickers,
        IProgress<WorkflowEvent>? progress = null
    )
    {
        IReadOnlyList<StoredTicker> stored = store.List();
        IReadOnlyList<BarSeries> series = tickers is { Count: > 0 }
            ? [.. tickers.Select(Ticker.Parse).Distinct().Select(t => store.Read(t))]
            : Readable(
                store,
                [
                    .. OfOneOrigin(stored, progress)
                        .Where(t => t.Instrument.EndReason != EndReason.Renamed)
                        .Select(t => t.Ticker),
                ],
                progress
            );
        if (series.Select(s => s.Origin).Distinct().Count() > 1)
        {
            throw new PloutosException(
                Fault.Failed,
                "Observed and simulated bars must not be mixed in one training, but the tickers named hold both "
                    + $"({string.Join(", ", series.GroupBy(s => s.Origin).Select(g => $"{g.Count()} {g.Key}"))}). Name"
                    + $" the tickers of one kind, or use another workspace."
            )
            {
                Remedies = [new ChangeOption("tickers", "all observed, or all simulated"), new ChooseWorkspace()],
            };
        }

        StoredTicker first = stored.First(t => t.Ticker == series[0].Ticker);
        return new(series, $"{first.Source} {first.Location}");
    }

    /// <summary>The same of tickers and universes, each ticker with its days in the universe.</summary>
    /// <param name="store">The bars.</param>
    /// <param name="named">What was asked for.</param>
    /// <param name="progress">Told what to know of it.</param>
    /// <exception cref="NoDataException">The store is empty or lacks a ticker.</exception>
    /// <exception cref="PloutosException">Observed and simulated bars that were named would be
    /// mixed.</exception>
    public static TrainingBars ReadNamed(BarStore store, NamedTickers named, IProgress<WorkflowEvent>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(named);
        var notes = new List<string>();
        TrainingBars bars = Read(store, named.StoredIn(store, notes), progress);
        foreach (string note in notes)
            progress?.Report(new Note(note, IsWarning: true));
        return named.IsDated
            ? new([.. bars.Series.Select(named.Dated)], bars.Source) { Notes = notes }
            : new(bars.Series, bars.Source) { Notes = notes };
    }

    /// <summary>The hash of the bars; of a dated universe of its members' days, too.</summary>
    internal static string HashOf(IReadOnlyList<BarSeries> series)
    {
        string hash = SeriesHash.OfPool(series);
        return series.All(s => s.Members is null)
            ? hash
            : Convert.ToHexStringLower(
                SHA256.HashData(
                    Encoding.UTF8.GetBytes(hash + string.Concat(series.Select(s => $"\n{s.Ticker} {s.Members}")))
                )
            );
    }

    private static IReadOnlyList<BarSeries> Readable(
        BarStore store,
        string[] tickers,
        IProgress<WorkflowEvent>? progress
    )
    {
        if (tickers.Length == 0)
            throw new NoDataException("The store holds no bars yet.") { Kind = MarketDataFault.EmptyStore };
        ReadableBars read = store.ReadEach(tickers);
        if (read.Series.Count == 0)
            return [store.Read(tickers[0])]; // says what is wrong
        foreach (string note in read.Notes("the bars"))
            progress?.Report(new Note(note, IsWarning: true));
        return read.Series;
    }

    private static IEnumerable<StoredTicker> OfOneOrigin(
        IReadOnlyList<StoredTicker> stored,
        IProgress<WorkflowEvent>? progress
    )
    {
        StoredTicker[] observed = [.. stored.Where(t => t.Origin == DataOrigin.Observed)];
        int simulated = stored.Count - observed.Length;
        if (observed.Length == 0 || simulated == 0)
            return stored;
        progress?.Report(
            new Note(
                $"The store holds observed and simulated bars. The {observed.Length} observed ticker(s) are used, and"
                    + $" the {simulated} simulated one(s) are left out."
            )
            {
                Code = "observed-only",
                Values =
                [
                    observed.Length.ToString(CultureInfo.InvariantCulture),
                    simulated.ToString(CultureInfo.InvariantCulture),
                ],
            }
        );
        return observed;
    }

    /// <summary>The bars that <see cref="SeriousRule"/> lets through; each of their days
    /// matters.</summary>
    /// <param name="store">Where they were read.</param>
    /// <param name="accept">Whether serious findings are accepted.</param>
    /// <param name="what">What is made of them, to begin a sentence with.</param>
    /// <param name="progress">Is told of each finding.</param>
    /// <exception cref="PloutosException">No ticker remains.</exception>
    public TrainingBars Admit(BarStore store, bool accept, string what, IProgress<WorkflowEvent>? progress)
    {
        AdmittedBars admitted = new SeriousRule(store, accept).Admit(Series, what);
        foreach (SeriousFinding finding in admitted.Findings)
            progress?.Report(new Note(finding.Text, IsWarning: true));
        return With(admitted);
    }

    /// <summary>The same source with other series.</summary>
    internal TrainingBars With(AdmittedBars admitted) =>
        admitted.Findings.Count == 0
            ? this
            : new(admitted.Series, Source) { Findings = admitted.Findings, Notes = Notes };

    /// <summary>The same without some tickers; at least one remains.</summary>
    internal TrainingBars Without(IReadOnlyCollection<string> tickers) =>
        new([.. Series.Where(s => !tickers.Contains(s.Ticker))], Source) { Findings = Findings, Notes = Notes };

    /// <summary>The split that a training uses.</summary>
    /// <param name="testFrom">First day of the test; null for the last 15 % of the days.</param>
    /// <param name="horizon">Bars a label looks ahead.</param>
    /// <param name="window">Bars a network sees.</param>
    public DateSplit Split(DateOnly? testFrom, int horizon, int window) =>
        TrainingPipeline.Production.Split(
            Calendar,
            testFrom ?? Calendar[(int)(Calendar.Length * 0.85)],
            horizon,
            window
        );

    /// <summary>Bars that need no store.</summary>
    public static TrainingBars Of(IReadOnlyList<BarSeries> series, string source) => new(series, source);
}
