using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Delivery;
using Ploutos.MarketData.Sources;
using Ploutos.MarketData.Store;

namespace Ploutos.MarketData.Fetching;

/// <summary>Brings one ticker up to date.</summary>
internal sealed class TickerFetch(BarStore store, BarSources sources, TimeProvider time)
{
    private const int DefaultYears = 20;

    // Weekends and holidays at the beginning.
    private const int UnremarkableDays = 7;

    /// <exception cref="MarketDataException">The dates are reversed or lie in the future of every
    /// ticker's market.</exception>
    public void Validate(IReadOnlyList<string> tickers, FetchOptions options)
    {
        DateTimeOffset now = time.GetUtcNow();
        ExchangeCalendar furthest = tickers
            .Select(store.ClockOf)
            .DefaultIfEmpty(ExchangeCalendars.NewYork)
            .MaxBy(c => c.DateAt(now))!;
        DateOnly today = furthest.DateAt(now);
        foreach ((string name, DateOnly? day) in new[] { ("first", options.From), ("last", options.To) })
        {
            if (day > today)
                throw new MarketDataException(
                    $"The {name} day must not lie in the future, but got {day:yyyy-MM-dd}; in"
                        + $" {furthest.City} it is {today:yyyy-MM-dd}."
                )
                {
                    Kind = MarketDataFault.DayRange,
                };
        }

        if (options.From > options.To)
            throw new MarketDataException(
                $"The first day must not be after the last, but got {options.From:yyyy-MM-dd} and"
                    + $" {options.To:yyyy-MM-dd}. Exchange them."
            )
            {
                Kind = MarketDataFault.DayRange,
            };
        sources.Resolve(options.Source);
    }

    /// <summary>Brings a ticker up to date.</summary>
    /// <param name="ticker">The ticker.</param>
    /// <param name="options">What to fetch.</param>
    /// <param name="turns">Holds back all but so many tickers until their bars are ready to be saved.</param>
    /// <param name="saves">Saves them.</param>
    /// <param name="report">Is told how far it is.</param>
    /// <param name="cancellation">Stops it before it is saved.</param>
    public async Task<FetchResult> RunAsync(
        string ticker,
        FetchOptions options,
        SemaphoreSlim turns,
        SharedSaves saves,
        Action<FetchStage, string> report,
        CancellationToken cancellation
    )
    {
        try
        {
            Ready? ready = await InTurnAsync(
                    turns,
                    saves,
                    () => ReadyAsync(ticker, options, saves, report, cancellation),
                    cancellation
                )
                .ConfigureAwait(false);
            if (ready is null)
                return new(ticker, null, null, [], null);
            SaveResult saved = await ready.Saving.ConfigureAwait(false);
            return new(ticker, ready.Got.Delivered.Source, saved, ready.Got.Passed, null) { Notes = ready.Notes };
        }
        catch (MarketDataException e)
        {
            return new(ticker, null, null, [], e);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is, it is this ticker's: the others go on.
            return new(
                ticker,
                null,
                null,
                [],
                new MarketDataException(
                    $"{ticker}: its bars can't be brought up to date ({e.GetType().Name}:"
                        + $" {RemoteText.Clean(e.Message, RemoteText.Quotation)}). What was stored stays. Report it.",
                    e
                )
            );
        }
    }

    /// <summary>Which days are asked for; null where nothing can be new.</summary>
    private Plan? PlanOf(string ticker, FetchOptions options)
    {
        ExchangeCalendar calendar = store.ClockOf(ticker);
        DateOnly finished = calendar.LastFinished(time.GetUtcNow());
        DateOnly last = options.To is { } to && to < finished ? to : finished;
        StoredTicker? stored = store.Find(ticker);
        DateOnly wanted = options.From ?? stored?.AskedFrom ?? last.AddYears(-DefaultYears);
        bool whole = stored is null || options.Full || wanted < stored.AskedFrom;
        // A day that no source reported yet is asked for again, for two weeks
        DateOnly? hole = whole ? null : HoleOf(stored!);
        if (!whole && hole is null && !calendar.Sessions(stored!.LastDay.AddDays(1), last).Any())
            return null;

        if (whole && stored is not null && stored.AskedFrom < wanted)
            wanted = stored.AskedFrom;
        // A stored day again: it tells whether the past was rescaled
        DateOnly first = whole ? wanted : hole ?? stored!.LastDay;
        return first <= last
            ? new(stored, whole, wanted, first, last)
            : throw new NoDataException(
                $"{ticker}: there is no finished trading day from {first:yyyy-MM-dd} on; the last one is"
                    + $" {last:yyyy-MM-dd}."
            );
    }

    private static async Task<Ready?> InTurnAsync(
        SemaphoreSlim turns,
        SharedSaves saves,
        Func<Task<Ready?>> work,
        CancellationToken cancellation
    )
    {
        await turns.WaitAsync(cancellation).ConfigureAwait(false);
        saves.Enter();
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
            saves.Leave();
        }
    }

    /// <summary>Asks for what is missing, checks it, and hands it over to be saved; null where nothing can be
    /// new.</summary>
    private async Task<Ready?> ReadyAsync(
        string ticker,
        FetchOptions options,
        SharedSaves saves,
        Action<FetchStage, string> report,
        CancellationToken cancellation
    )
    {
        if (PlanOf(ticker, options) is not { } plan)
            return null;
        IReadOnlyList<IBarSource> chain = sources.Resolve(options.Source, plan.Stored?.Source, ticker);
        report(FetchStage.Asking, $"{chain[0].Name}, {plan.First:yyyy-MM-dd} to {plan.Last:yyyy-MM-dd}");
        ChainResult got = await AskAsync(chain, ticker, plan, cancellation).ConfigureAwait(false);
        if (!plan.Whole && IsRescaled(KnownOf(ticker, got.Delivered), got.Delivered))
        {
            DateOnly since = plan.Stored!.AskedFrom;
            report(
                FetchStage.Asking,
                $"{got.Delivered.Source} has revised {plan.First:yyyy-MM-dd}; asking for everything since"
                    + $" {since:yyyy-MM-dd}"
            );
            plan = plan with { First = since, Wanted = since };
            chain = sources.Resolve(options.Source, got.Delivered.Source, ticker);
            got = await AskAsync(chain, ticker, plan, cancellation).ConfigureAwait(false);
        }

        report(FetchStage.Storing, got.Delivered.Source);
        cancellation.ThrowIfCancellationRequested();
        PreparedSave prepared = saves.Batch.Prepare(got.Delivered, plan.Last, options.Strict);
        // By default twenty years are asked for, and a ticker may just be younger.
        bool tellsBeginning = plan.Whole && (options.From is not null || got.Delivered.Limits is not null);
        string[] notes =
        [
            .. tellsBeginning ? LateBeginning(got.Delivered, plan.First) : [],
            .. Converted(got.Delivered),
        ];
        return new(got, notes, saves.Add(prepared, plan.Whole ? plan.Wanted : null));
    }

    /// <summary>The stored rows of the days that a delivery is about: no other row is held against it.</summary>
    private List<DeliveredBar> KnownOf(string ticker, DeliveredSeries delivered)
    {
        DateOnly first = delivered.Bars.Count == 0 ? DateOnly.MinValue : delivered.Bars.Min(b => b.Date);
        return store.With(connection =>
        {
            StoreReader.Place place = StoreReader.FindOrThrow(connection, ticker);
            return StoreReader.DeliveredBars(connection, place.TickerId, place.Vintage, ticker, first);
        });
    }

    private Task<ChainResult> AskAsync(
        IReadOnlyList<IBarSource> chain,
        string ticker,
        Plan plan,
        CancellationToken cancellation
    ) => SourceChain.FetchAsync(chain, ticker, plan.First, plan.Last, sources.KeylessHint, cancellation);

    /// <summary>The stored day before the first hole of the last days, to ask from; null where there
    /// is no hole.</summary>
    private DateOnly? HoleOf(StoredTicker stored)
    {
        BarSeries series = store.Read(stored.Ticker);
        if (MissingDays.FirstHole(series, stored.LastDay) is not { } hole)
            return null;
        DateOnly before = series.Dates[0];
        foreach (DateOnly day in series.Dates)
        {
            if (day < hole)
                before = day;
        }

        return before;
    }

    private static IReadOnlyList<string> LateBeginning(DeliveredSeries delivered, DateOnly asked)
    {
        DateOnly begins = delivered.Bars.Where(b => b.IsDelivered).Min(b => b.Date);
        if (begins <= asked.AddDays(UnremarkableDays))
            return [];
        string limits = delivered.Limits is { } why ? $" {why}." : "";
        return
        [
            $"The history begins on {begins:yyyy-MM-dd}, later than asked ({asked:yyyy-MM-dd}): {delivered.Source} has"
                + $" no earlier bars.{limits}",
        ];
    }

    private static IEnumerable<string> Converted(DeliveredSeries delivered) =>
        delivered.Instrument is { QuotedIn: { } unit, Currency: { } currency }
            ?
            [
                $"Its prices are quoted in {unit}, stored in {currency}: {MinorUnit.Of(unit).Units} {unit} are"
                    + $" 1 {currency}",
            ]
            : [];

    /// <summary>A price of a stored day that changed may mean that all before it did (a split, a
    /// dividend); a late correction of its volume does not, nor does a day that is not told.</summary>
    private static bool IsRescaled(IReadOnlyList<DeliveredBar> known, DeliveredSeries delivered)
    {
        var revision = Revision.Between(known, MissingDays.Filled(known, delivered));
        return revision.Removed.Count > 0
            || revision.Changed.Any(c => c.Field is not (Revision.Volume or Revision.AdjustedVolume));
    }

    /// <summary>What was delivered, and its save.</summary>
    private sealed record Ready(ChainResult Got, IReadOnlyList<string> Notes, Task<SaveResult> Saving);

    /// <summary>What is asked for.</summary>
    /// <param name="Stored">What is stored of the ticker; null where nothing is.</param>
    /// <param name="Whole">Whether all is asked for and replaced.</param>
    /// <param name="Wanted">The first day that the user wants.</param>
    /// <param name="First">First day asked for.</param>
    /// <param name="Last">Last day asked for.</param>
    private sealed record Plan(StoredTicker? Stored, bool Whole, DateOnly Wanted, DateOnly First, DateOnly Last);
}
