using Ploutos.Experts;
using Ploutos.MarketData;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.Research.Training;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>What a signal's words depend on beside bars and models: the day, and whether the market
/// is open.</summary>
internal sealed record ClockState(DateOnly Today, DateOnly LastFinishedDay, bool MarketOpen)
{
    public static ClockState At(DateTimeOffset now)
    {
        DateOnly finished = NewYorkTime.LastFinishedDay(now),
            today = NewYorkTime.DateAt(now);
        return new(
            DateOnly.FromDateTime(now.UtcDateTime),
            finished,
            NewYorkCalendar.IsTradingDay(today) && finished < today
        );
    }
}

/// <summary>A part that was read, or why it could not be.</summary>
internal sealed class Part<T>
{
    private readonly T? _value;
    private readonly ViewException? _fault;

    public Part(Func<T> read)
    {
        try
        {
            _value = read();
        }
        catch (ViewException e)
        {
            _fault = e;
        }
    }

    /// <summary>The part, or its default where it could not be read.</summary>
    public T? OrDefault => _value;

    /// <summary>Why it could not be read; null where it could.</summary>
    public ViewException? Fault => _fault;

    /// <summary>The part.</summary>
    /// <exception cref="ViewException">It could not be read.</exception>
    public T Value =>
        _fault is null
            ? _value!
            : throw new ViewException(_fault.Fault, _fault.Message, _fault) { Remedies = _fault.Remedies };
}

/// <summary>Tickers, models and clock as they were at one look; never changed.</summary>
internal sealed record Snapshot
{
    /// <summary>What is stored, by ticker.</summary>
    public required Part<SortedDictionary<string, StoredTicker>> Tickers { get; init; }

    /// <summary>The models.</summary>
    public required Part<Ensemble> Models { get; init; }

    /// <summary>What is known of them, also of those that can't be used.</summary>
    public required Lazy<IReadOnlyList<ModelView>> Cards { get; init; }

    /// <summary>The markets that serving forecasters read, their bars read at first need.</summary>
    public required Lazy<ServingMarkets?> Markets { get; init; }

    /// <summary>The clock.</summary>
    public required ClockState Clock { get; init; }

    /// <summary>How often each part had changed.</summary>
    public required WorkspaceState State { get; init; }

    /// <summary>Counts the looks.</summary>
    public required long Number { get; init; }
}
