using System.Text.Json;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Store;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading;

/// <summary>What Ploutos itself expects of its paper account, <c>data/paper.db</c>, whoever keeps
/// the account: targets, the plan of each day, its orders, and a ledger that is only ever appended
/// to. Expected cash and positions are the ledger's sums.</summary>
public sealed class Book(SqliteFile database)
{
    /// <summary>Tables of the book, and the mark by which its file is known.</summary>
    public static VersionedSchema Schema => BookSchema.Current;

    /// <summary>Runs the work in one transaction: an exception undoes all of it.</summary>
    public void Transact(Action work) => database.Transact(work);

    /// <summary>Broker, account and first day of the book; null before it is opened.</summary>
    public (string Broker, string Account, DateOnly OpenedOn)? Opened() =>
        database.Query(
            "SELECT broker, account, opened_on FROM book",
            r => ((string, string, DateOnly)?)(r.GetString(0), r.GetString(1), Day(r, 2))
        )
            is [var only]
            ? only
            : null;

    /// <summary>Opens the book for an account. A book is opened once.</summary>
    public void Open(string broker, string account, DateOnly day) =>
        database.Execute(
            "INSERT INTO book VALUES (1, $broker, $account, $day)",
            ("$broker", broker),
            ("$account", account),
            ("$day", day.DayNumber)
        );

    /// <summary>Expected cash: the sum of the ledger.</summary>
    public decimal Cash() => database.Query("SELECT COALESCE(SUM(cash), 0) FROM ledger", r => r.GetInt64(0) / 100m)[0];

    /// <summary>Expected shares by ticker, ordinal order; tickers without shares are left
    /// out.</summary>
    public SortedDictionary<string, decimal> Positions()
    {
        var positions = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (
            (string ticker, decimal shares) in database.Query(
                "SELECT ticker, shares FROM ledger WHERE ticker IS NOT NULL",
                r => (r.GetString(0), Money.Parse(r.GetString(1)))
            )
        )
            positions[ticker] = positions.GetValueOrDefault(ticker) + shares;
        foreach (string closed in positions.Where(p => p.Value == 0).Select(p => p.Key).ToArray())
            positions.Remove(closed);
        return positions;
    }

    /// <summary>Appends a row; one whose reference is there already is the same row told again, and
    /// changes nothing.</summary>
    public bool Append(BookEntry row) =>
        database.Execute(
            "INSERT INTO ledger (day, kind, reference, ticker, shares, cash, detail) VALUES ($day, $kind, $reference,"
                + " $ticker, $shares, $cash, "
                + "$detail) ON CONFLICT (reference) DO NOTHING",
            ("$day", row.Day.DayNumber),
            ("$kind", row.Kind),
            ("$reference", row.Reference),
            ("$ticker", row.Ticker),
            ("$shares", Money.Text(row.Shares)),
            ("$cash", ToCents(row.Cash)),
            ("$detail", row.Detail)
        ) > 0;

    /// <summary>Cash that was paid in or out since a day was decided.</summary>
    public decimal PaidInAfter(DateOnly day) =>
        database.Query(
            "SELECT COALESCE(SUM(cash), 0) FROM ledger WHERE day > $day AND kind = 'deposit'",
            r => r.GetInt64(0) / 100m,
            ("$day", day.DayNumber)
        )[0];

    /// <summary>Cash that the account held when the book was opened; 0 before.</summary>
    public decimal OpeningCash() =>
        database.Query("SELECT COALESCE(SUM(cash), 0) FROM ledger WHERE kind = 'opening'", r => r.GetInt64(0) / 100m)[
            0
        ];

    /// <summary>Rows of the ledger.</summary>
    public long EntryCount() => database.Query("SELECT COUNT(*) FROM ledger", r => r.GetInt64(0))[0];

    /// <summary>Sets a ticker's target position. A day before the stored one changes
    /// nothing.</summary>
    public void SetTarget(string ticker, DateOnly day, double target, string signal) =>
        database.Execute(
            "INSERT INTO target VALUES ($ticker, $day, $target, $signal) ON CONFLICT (ticker) DO UPDATE SET day ="
                + " $day, target = $target, "
                + "signal = $signal WHERE excluded.day >= target.day",
            ("$ticker", ticker),
            ("$day", day.DayNumber),
            ("$target", target),
            ("$signal", signal)
        );

    /// <summary>Target positions by ticker.</summary>
    public Dictionary<string, double> Targets() =>
        database
            .Query(
                "SELECT ticker, target FROM target ORDER BY ticker",
                r => (Ticker: r.GetString(0), Target: r.GetDouble(1))
            )
            .ToDictionary(t => t.Ticker, t => t.Target);

    /// <summary>The plan of a market's day; null where the day was not decided.</summary>
    public PlannedDay? Plan(ExchangeCalendar market, DateOnly day) =>
        Plans("WHERE day = $day AND market = $market", ("$day", day.DayNumber), ("$market", market.Mic)) is [var only]
            ? only
            : null;

    /// <summary>The last day of a market that was decided; null where none was.</summary>
    public DateOnly? LastDayOf(ExchangeCalendar market) =>
        Plans("WHERE market = $market ORDER BY day DESC LIMIT 1", ("$market", market.Mic)) is [var only]
            ? only.Day
            : null;

    /// <summary>The last plan of an earlier day, of any market; null where there is none.</summary>
    public PlannedDay? PlanBefore(DateOnly day) =>
        Plans("WHERE day < $day ORDER BY closed_at DESC LIMIT 1", ("$day", day.DayNumber)) is [var only] ? only : null;

    /// <summary>Days of markets that were decided, the last close first.</summary>
    public List<PlannedDay> LastPlans(int count) => Plans("ORDER BY closed_at DESC LIMIT $count", ("$count", count));

    /// <summary>The last plan of each date, the newest first.</summary>
    public List<PlannedDay> LastDates(int count) =>
        Plans(
            "WHERE NOT EXISTS (SELECT 1 FROM plan later WHERE later.day = plan.day AND later.closed_at >"
                + " plan.closed_at) ORDER BY day DESC LIMIT $count",
            ("$count", count)
        );

    /// <summary>Stores the plan of a day, in place of one that is there.</summary>
    public void SetPlan(PlannedDay plan) =>
        database.Execute(
            "INSERT INTO plan VALUES ($day, $market, $closed, $cash, $equity, $outcome, $detail, $notes) ON CONFLICT"
                + " (day, market) DO UPDATE SET cash = $cash, "
                + "equity = $equity, outcome = $outcome, detail = $detail, notes = $notes",
            ("$day", plan.Day.DayNumber),
            ("$market", plan.Market),
            ("$closed", plan.ClosedAt.ToUnixTimeSeconds()),
            ("$cash", ToCents(plan.Cash)),
            ("$equity", ToCents(plan.Equity)),
            ("$outcome", StateName.Of(plan.Outcome)),
            ("$detail", plan.Detail),
            ("$notes", JsonSerializer.Serialize(plan.Notes, BookJson.Default.IReadOnlyListString))
        );

    /// <summary>Stores a decided order that the broker is not known to have yet.</summary>
    public void Add(OrderTicket ticket) =>
        database.Execute(
            "INSERT INTO paper_order (client_id, day, ticker, shares, state, filled_shares, price, cash) VALUES ($id,"
                + " $day, $ticker, $shares, $state, "
                + "'0', '0', 0)",
            ("$id", ticket.ClientId),
            ("$day", ticket.Day.DayNumber),
            ("$ticker", ticket.Ticker),
            ("$shares", Money.Text(ticket.Shares)),
            ("$state", StateName.Of(PaperOrderState.Planned))
        );

    /// <summary>Sets what is known of an order: its state, the shares filled, the price of
    /// a share, the cash it moved, both in the account's currency, and a reason where it ended
    /// without a fill.</summary>
    public void Update(
        string clientId,
        PaperOrderState state,
        decimal filled,
        decimal price,
        decimal cash,
        string? reason
    ) =>
        database.Execute(
            "UPDATE paper_order SET state = $state, filled_shares = $filled, price = $price, cash = $cash, reason ="
                + " $reason WHERE client_id = $id",
            ("$id", clientId),
            ("$state", StateName.Of(state)),
            ("$filled", Money.Text(filled)),
            ("$price", Money.Text(price)),
            ("$cash", ToCents(cash)),
            ("$reason", reason)
        );

    /// <summary>Orders of a day, in the order in which they were decided.</summary>
    public List<BookOrder> OrdersOf(DateOnly day) => Orders("day = $day", ("$day", day.DayNumber));

    /// <summary>Orders of which more may come.</summary>
    public List<BookOrder> OpenOrders() =>
        Orders(
            "state IN ($planned, $open, $partly)",
            ("$planned", StateName.Of(PaperOrderState.Planned)),
            ("$open", StateName.Of(PaperOrderState.Open)),
            ("$partly", StateName.Of(PaperOrderState.PartlyFilled))
        );

    private List<PlannedDay> Plans(string tail, params ReadOnlySpan<(string, object?)> parameters) =>
        database.Query(
            $"SELECT day, cash, equity, outcome, detail, notes, market FROM plan {tail}",
            r => new PlannedDay(
                Day(r, 0),
                r.GetInt64(1) / 100m,
                r.GetInt64(2) / 100m,
                StateName.Parse<PaperOutcome>(r.GetString(3)),
                r.GetString(4),
                JsonSerializer.Deserialize(r.GetString(5), BookJson.Default.IReadOnlyListString)!
            )
            {
                Market = r.GetString(6),
            },
            parameters
        );

    private List<BookOrder> Orders(string where, params ReadOnlySpan<(string, object?)> parameters) =>
        database.Query(
            $"SELECT client_id, day, ticker, shares, state, filled_shares, price, cash, reason FROM paper_order WHERE"
                + $" {where} ORDER BY number",
            r => new BookOrder
            {
                ClientId = r.GetString(0),
                Day = Day(r, 1),
                Ticker = r.GetString(2),
                Shares = Money.Parse(r.GetString(3)),
                State = StateName.Parse<PaperOrderState>(r.GetString(4)),
                FilledShares = Money.Parse(r.GetString(5)),
                FilledPrice = Money.Parse(r.GetString(6)),
                Cash = r.GetInt64(7) / 100m,
                Reason = r.IsDBNull(8) ? null : r.GetString(8),
            },
            parameters
        );

    private static DateOnly Day(SqliteDataReader row, int column) => DateOnly.FromDayNumber(row.GetInt32(column));

    private static long ToCents(decimal amount) => checked((long)Money.Cents(amount * 100));
}

/// <summary>JSON inside of the book.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class BookJson : System.Text.Json.Serialization.JsonSerializerContext;
