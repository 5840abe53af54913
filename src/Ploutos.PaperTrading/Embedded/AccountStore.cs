using System.Globalization;
using Microsoft.Data.Sqlite;
using Ploutos.MarketData.Store;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Storage;

namespace Ploutos.PaperTrading.Embedded;

/// <summary>The embedded broker's books, <c>data/paper-account.db</c>: cash in cents, shares as
/// decimals, orders, and what else moved.</summary>
internal sealed class AccountStore(SqliteFile database)
{
    public static VersionedSchema Schema { get; } =
        new(
            0x506C6F61,
            "a paper account of Ploutos",
            """
            CREATE TABLE account (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                last_day INTEGER NOT NULL,
                cash INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE position (ticker TEXT PRIMARY KEY, shares TEXT NOT NULL) STRICT;
            CREATE TABLE mark (
                ticker TEXT NOT NULL,
                day INTEGER NOT NULL,
                close REAL NOT NULL,
                PRIMARY KEY (ticker, day)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE paper_order (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                client_id TEXT NOT NULL UNIQUE,
                ticker TEXT NOT NULL,
                shares TEXT NOT NULL,
                day INTEGER NOT NULL,
                state INTEGER NOT NULL,
                filled_shares TEXT NOT NULL,
                price TEXT NOT NULL,
                cash INTEGER NOT NULL,
                reason TEXT
            ) STRICT;
            CREATE INDEX paper_order_state ON paper_order (state);
            CREATE TABLE activity (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                day INTEGER NOT NULL,
                kind TEXT NOT NULL,
                ticker TEXT,
                shares TEXT NOT NULL,
                cash INTEGER NOT NULL,
                detail TEXT NOT NULL
            ) STRICT;
            CREATE TABLE market_day (market TEXT PRIMARY KEY, last_day INTEGER NOT NULL) STRICT;
            """,
            """
            CREATE TABLE market_day (market TEXT PRIMARY KEY, last_day INTEGER NOT NULL) STRICT;
            INSERT INTO market_day SELECT 'XNYS', last_day FROM account;
            """
        );

    public (DateOnly LastDay, decimal Cash)? Account() =>
        database.Query(
            "SELECT last_day, cash FROM account",
            r => ((DateOnly, decimal)?)(DateOnly.FromDayNumber(r.GetInt32(0)), r.GetInt64(1) / 100m)
        )
            is [var only]
            ? only
            : null;

    public void Transact(Action work) => database.Transact(work);

    public void SetAccount(DateOnly lastDay, decimal cash) =>
        database.Execute(
            "INSERT INTO account VALUES (1, $day, $cash) ON CONFLICT (id) DO UPDATE SET last_day = $day, cash = $cash",
            ("$day", lastDay.DayNumber),
            ("$cash", ToCents(cash))
        );

    /// <summary>The last day of a market that was run; null before its first.</summary>
    public DateOnly? LastDayOf(string market) =>
        database.Query(
            "SELECT last_day FROM market_day WHERE market = $market",
            r => DateOnly.FromDayNumber(r.GetInt32(0)),
            ("$market", market)
        )
            is [var only]
            ? only
            : null;

    public void SetLastDay(string market, DateOnly day) =>
        database.Execute(
            "INSERT INTO market_day VALUES ($market, $day) ON CONFLICT (market) DO UPDATE SET last_day = $day",
            ("$market", market),
            ("$day", day.DayNumber)
        );

    public Dictionary<string, decimal> Positions() =>
        database
            .Query(
                "SELECT ticker, shares FROM position ORDER BY ticker",
                r => (Ticker: r.GetString(0), Shares: Money.Parse(r.GetString(1)))
            )
            .ToDictionary(p => p.Ticker, p => p.Shares);

    public void SetPosition(string ticker, decimal shares)
    {
        if (shares == 0)
            database.Execute("DELETE FROM position WHERE ticker = $ticker", ("$ticker", ticker));
        else
            database.Execute(
                "INSERT INTO position VALUES ($ticker, $shares) ON CONFLICT (ticker) DO UPDATE SET shares = $shares",
                ("$ticker", ticker),
                ("$shares", Money.Text(shares))
            );
    }

    /// <summary>Closes of a ticker as they were when they were last looked at, by day.</summary>
    public Dictionary<DateOnly, double> Marks(string ticker) =>
        database
            .Query(
                "SELECT day, close FROM mark WHERE ticker = $ticker",
                r => (Day: DateOnly.FromDayNumber(r.GetInt32(0)), Close: r.GetDouble(1)),
                ("$ticker", ticker)
            )
            .ToDictionary(m => m.Day, m => m.Close);

    public void SetMarks(string ticker, IEnumerable<(DateOnly Day, double Close)> closes)
    {
        database.Execute("DELETE FROM mark WHERE ticker = $ticker", ("$ticker", ticker));
        foreach ((DateOnly day, double close) in closes)
            database.Execute(
                "INSERT INTO mark VALUES ($ticker, $day, $close)",
                ("$ticker", ticker),
                ("$day", day.DayNumber),
                ("$close", close)
            );
    }

    public StoredOrder? Find(string clientId) =>
        Orders("client_id = $id", ("$id", clientId)) is [var only] ? only : null;

    public List<StoredOrder> OpenOrders() => Orders("state = $open", ("$open", (int)OrderState.Open));

    public void Add(OrderTicket ticket, OrderState state, string? reason) =>
        database.Execute(
            "INSERT INTO paper_order (client_id, ticker, shares, day, state, filled_shares, price, cash, reason) "
                + "VALUES ($id, $ticker, $shares, $day, $state, '0', '0', 0, $reason)",
            ("$id", ticket.ClientId),
            ("$ticker", ticket.Ticker),
            ("$shares", Money.Text(ticket.Shares)),
            ("$day", ticket.Day.DayNumber),
            ("$state", (int)state),
            ("$reason", reason)
        );

    public void Update(BrokerOrder order) =>
        database.Execute(
            "UPDATE paper_order SET shares = $shares, state = $state, filled_shares = $filled, price = $price, cash ="
                + " $cash, reason = $reason "
                + "WHERE client_id = $id",
            ("$id", order.ClientId),
            ("$shares", Money.Text(order.Shares)),
            ("$state", (int)order.State),
            ("$filled", Money.Text(order.FilledShares)),
            ("$price", Money.Text(order.FilledPrice)),
            ("$cash", ToCents(order.Cash)),
            ("$reason", order.Reason)
        );

    public void Add(DateOnly day, string kind, string? ticker, decimal shares, decimal cash, string detail) =>
        database.Execute(
            "INSERT INTO activity (day, kind, ticker, shares, cash, detail) VALUES ($day, $kind, $ticker, $shares,"
                + " $cash, $detail)",
            ("$day", day.DayNumber),
            ("$kind", kind),
            ("$ticker", ticker),
            ("$shares", Money.Text(shares)),
            ("$cash", ToCents(cash)),
            ("$detail", detail)
        );

    public List<BrokerActivity> Activities(DateOnly since) =>
        database.Query(
            "SELECT number, day, kind, ticker, shares, cash, detail FROM activity WHERE day >= $since ORDER BY number",
            r => new BrokerActivity
            {
                Id = r.GetInt64(0).ToString(CultureInfo.InvariantCulture),
                Day = DateOnly.FromDayNumber(r.GetInt32(1)),
                Kind = r.GetString(2),
                Ticker = r.IsDBNull(3) ? null : r.GetString(3),
                Shares = Money.Parse(r.GetString(4)),
                Cash = r.GetInt64(5) / 100m,
                Detail = r.GetString(6),
            },
            ("$since", since.DayNumber)
        );

    private List<StoredOrder> Orders(string where, params (string, object?)[] parameters) =>
        database.Query(
            $"SELECT client_id, number, ticker, shares, state, filled_shares, price, cash, reason, day FROM"
                + $" paper_order WHERE {where} ORDER BY number",
            Read,
            parameters
        );

    private static StoredOrder Read(SqliteDataReader r) =>
        new(
            new()
            {
                ClientId = r.GetString(0),
                Id = r.GetInt64(1).ToString(CultureInfo.InvariantCulture),
                Ticker = r.GetString(2),
                Shares = Money.Parse(r.GetString(3)),
                State = (OrderState)r.GetInt32(4),
                FilledShares = Money.Parse(r.GetString(5)),
                FilledPrice = Money.Parse(r.GetString(6)),
                Cash = r.GetInt64(7) / 100m,
                Reason = r.IsDBNull(8) ? null : r.GetString(8),
            },
            DateOnly.FromDayNumber(r.GetInt32(9))
        );

    private static long ToCents(decimal amount) => checked((long)(amount * 100));
}

/// <summary>An order, and the day at whose close it was given.</summary>
internal sealed record StoredOrder(BrokerOrder Order, DateOnly Day);
