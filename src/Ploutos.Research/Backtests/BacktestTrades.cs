using Ploutos.Backtesting.Simulation;

namespace Ploutos.Research.Backtests;

/// <summary>The positions of an account with their prices, from its fills.</summary>
internal static class BacktestTrades
{
    /// <summary>Positions that were closed, in that order, then those still held.</summary>
    /// <param name="curve">The account.</param>
    /// <param name="signals">What it traded.</param>
    public static IReadOnlyList<BacktestTrade> Of(EquityCurve curve, BacktestSignals signals)
    {
        Dictionary<string, SignalSeries> targets = signals.Series.ToDictionary(s => s.Ticker, StringComparer.Ordinal);
        var positions = new Dictionary<string, Position>(StringComparer.Ordinal);
        var ended = new Dictionary<(string Ticker, DateOnly Opened, DateOnly Closed, bool IsLong), Queue<Position>>();
        foreach (Fill fill in curve.Fills)
        {
            if (!positions.TryGetValue(fill.Ticker, out Position? position))
                positions[fill.Ticker] = position = new(fill.Day, fill.Shares > 0);
            if (!position.Add(fill))
                continue;
            positions.Remove(fill.Ticker);
            (string, DateOnly, DateOnly, bool) key = (fill.Ticker, position.Opened, fill.Day, position.IsLong);
            if (!ended.TryGetValue(key, out Queue<Position>? alike))
                ended[key] = alike = new();
            alike.Enqueue(position);
        }

        return
        [
            .. curve.RoundTrips.Select(t =>
                Opened(
                    Describe(
                        new(t.Ticker, Side(t.IsLong), t.Opened, t.Closed, t.Profit),
                        ended[(t.Ticker, t.Opened, t.Closed, t.IsLong)].Dequeue()
                    )
                )
            ),
            .. curve.OpenPositions.Select(p =>
                Opened(Describe(new(p.Ticker, Side(p.IsLong), p.Opened, null, p.Profit), positions[p.Ticker]))
            ),
        ];

        // With the newest target that was known before its first day.
        BacktestTrade Opened(BacktestTrade trade)
        {
            if (
                !targets.TryGetValue(trade.Ticker, out SignalSeries? series)
                || Before(series, trade.Opened) is not { } at
            )
                return trade;
            SaidSignal said = signals.Said.GetValueOrDefault((trade.Ticker, series.Days[at]));
            return trade with { Target = series.Targets[at], Signal = said.Signal, Score = said.Score };
        }
    }

    private static BacktestTrade Describe(BacktestTrade trade, Position position) =>
        trade with
        {
            Shares = position.Most,
            Entry = position.Entry,
            Exit = position.Exit,
            Return = trade.Profit / position.PutIn,
            Commission = position.Commission,
        };

    /// <summary>Where the newest target is that was known before a day.</summary>
    private static int? Before(SignalSeries series, DateOnly day)
    {
        int at = series.Days.BinarySearch(day);
        int before = (at < 0 ? ~at : at) - 1;
        return before >= 0 ? before : null;
    }

    private static string Side(bool isLong) => isLong ? "long" : "short";

    /// <summary>A position while its fills are added up.</summary>
    private sealed class Position(DateOnly opened, bool isLong)
    {
        private double _held,
            _bought,
            _sold,
            _received;

        public DateOnly Opened => opened;

        public bool IsLong => isLong;

        public double Most { get; private set; }

        /// <summary>Money of the fills that made the position larger.</summary>
        public double PutIn { get; private set; }

        public double Commission { get; private set; }

        public double Entry => PutIn / _bought;

        public double? Exit => _sold > 0 ? _received / _sold : null;

        /// <summary>Takes a fill; returns whether nothing is held any more. The sum is the simulator's
        /// own, in its order, and ends at exactly 0.</summary>
        public bool Add(Fill fill)
        {
            double shares = Math.Abs(fill.Shares);
            _held += fill.Shares;
            Most = Math.Max(Most, Math.Abs(_held));
            Commission += fill.Commission;
            if (fill.Shares > 0 == isLong)
                (_bought, PutIn) = (_bought + shares, PutIn + (shares * fill.Price));
            else
                (_sold, _received) = (_sold + shares, _received + (shares * fill.Price));
            return _held == 0;
        }
    }
}
