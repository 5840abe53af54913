using Ploutos.MarketData.Delivery;

namespace Ploutos.MarketData.Quality;

/// <summary>The row rules. The close and the day's range are trusted most: the close is settled by
/// auction and checked by everyone, and returns and labels stand on it. So a row lives as long as
/// it has a close and any other sign of trading; its open, high and low give way. Why a row without
/// open, high or low is mended rather than dropped: dropping it would turn the next return into one
/// of two days and take a day out of every portfolio that holds the ticker.</summary>
/// <param name="log">Takes the findings.</param>
/// <param name="hasVolume">Whether a volume is expected; where not, one that lacks is no
/// finding.</param>
internal sealed class RowRepair(FindingLog log, bool hasVolume = true)
{
    private const double WorstCloseExcess = 0.10;
    private const int VolumeWindow = 20;

    private readonly Queue<double> _volumes = new();
    private readonly RangeRule _range = new(log);
    private double _previousClose = double.NaN;

    /// <summary>The adjusted bar, or null where the row is dropped.</summary>
    public Bar? Repair(DeliveredBar row)
    {
        double open = Price(row, row.Open, "open"),
            high = Price(row, row.High, "high"),
            low = Price(row, row.Low, "low"),
            close = Price(row, row.Close, "close"),
            adjusted = Price(row, row.AdjustedClose, "adjusted close"),
            volume = Shares(row);
        if (double.IsNaN(close) || double.IsNaN(adjusted))
        {
            if (double.IsNaN(row.Close) || double.IsNaN(row.AdjustedClose))
                log.Add(
                    row.Date,
                    QualityReason.MissingCells,
                    Severity.Warning,
                    QualityAction.Dropped,
                    $"no close ({Cells(row)}); dropped"
                );
            return null;
        }

        bool priced = !(double.IsNaN(open) && double.IsNaN(high) && double.IsNaN(low));
        if (!priced && (double.IsNaN(volume) || volume == 0))
        {
            log.Add(
                row.Date,
                QualityReason.MissingCells,
                Severity.Warning,
                QualityAction.Dropped,
                $"a close but no open, high, low or volume ({Cells(row)}): no sign of trading; dropped"
            );
            return null;
        }

        if (high < low && Swapped(row, open, high, low, close) is not { } swapped)
            return null;
        if (high < low)
            (high, low) = (low, high);
        (open, high, low) = Filled(row, open, high, low, close);
        if (!WithinRange(row, ref open, ref high, ref low, close))
            return null;
        var prices = new RangeRule.Prices(open, high, low, close, _previousClose, volume);
        (open, high, low) = _range.Hold(row.Date, prices);
        volume = Traded(row, volume);
        _previousClose = close;
        double factor = adjusted / close;
        // A close at the day's high or low stays there: the product may round to its other side.
        return new(
            row.Date,
            open * factor,
            Math.Max(high * factor, adjusted),
            Math.Min(low * factor, adjusted),
            adjusted,
            volume
        );
    }

    private double Price(DeliveredBar row, double value, string name)
    {
        if (double.IsInfinity(value))
        {
            log.Add(
                row.Date,
                QualityReason.NotFinite,
                Severity.Warning,
                Fate(name),
                $"{name} is infinite; taken as missing"
            );
            return double.NaN;
        }

        if (value <= 0)
        {
            log.Add(
                row.Date,
                QualityReason.NonPositivePrice,
                Severity.Warning,
                Fate(name),
                $"{name} is {value}; taken as missing"
            );
            return double.NaN;
        }

        return value;
    }

    private static QualityAction Fate(string name) =>
        name.EndsWith("close", StringComparison.Ordinal) ? QualityAction.Dropped : QualityAction.Repaired;

    private double Shares(DeliveredBar row)
    {
        double volume = row.AdjustedVolume;
        if (double.IsInfinity(volume))
            log.Add(
                row.Date,
                QualityReason.NotFinite,
                Severity.Warning,
                QualityAction.Repaired,
                $"volume is infinite; taken as missing"
            );
        else if (volume < 0)
            log.Add(
                row.Date,
                QualityReason.NegativeVolume,
                Severity.Warning,
                QualityAction.Repaired,
                $"volume is {volume}; taken as missing"
            );
        else
            return volume;
        return double.NaN;
    }

    private (double High, double Low)? Swapped(DeliveredBar row, double open, double high, double low, double close)
    {
        bool fits = close >= high && close <= low && !(open < high) && !(open > low);
        log.Add(
            row.Date,
            QualityReason.HighBelowLow,
            Severity.Warning,
            fits ? QualityAction.Repaired : QualityAction.Dropped,
            fits
                ? (InvariantText)
                    $"high {high} is below low {low}, and open and close fit between; the two were exchanged"
                : $"high {high} is below low {low}, and exchanging them does not make room for the close {close};"
                    + $" dropped"
        );
        return fits ? (low, high) : null;
    }

    /// <summary>A missing open becomes the close before (else the close); a missing high or low the
    /// outermost of the prices known.</summary>
    private (double Open, double High, double Low) Filled(
        DeliveredBar row,
        double open,
        double high,
        double low,
        double close
    )
    {
        bool missing = double.IsNaN(row.Open) || double.IsNaN(row.High) || double.IsNaN(row.Low);
        double anchor = double.IsNaN(_previousClose) ? close : _previousClose;
        bool noOpen = double.IsNaN(open);
        if (noOpen)
            open = Math.Clamp(anchor, double.IsNaN(low) ? 0 : low, double.IsNaN(high) ? double.MaxValue : high);
        if (double.IsNaN(high))
            high = Math.Max(Math.Max(open, close), double.IsNaN(low) ? 0 : low);
        if (double.IsNaN(low))
            low = Math.Min(Math.Min(open, close), high);
        if (missing)
        {
            log.Add(
                row.Date,
                QualityReason.MissingCells,
                Severity.Warning,
                QualityAction.Repaired,
                $"{Cells(row)}; open {open} (the close before, within the range), high {high} and low {low} (outermost"
                    + $" known prices) set"
            );
        }

        return (open, high, low);
    }

    private bool WithinRange(DeliveredBar row, ref double open, ref double high, ref double low, double close)
    {
        bool openOutside = open < low || open > high,
            closeOutside = close < low || close > high;
        if (!openOutside && !closeOutside)
            return true;
        if (closeOutside && (close > high * (1 + WorstCloseExcess) || close < low / (1 + WorstCloseExcess)))
        {
            log.Add(
                row.Date,
                QualityReason.OutsideRange,
                Severity.Serious,
                QualityAction.Dropped,
                $"close {close} lies more than {WorstCloseExcess:P0} outside the range {low} to {high}; which of them"
                    + $" is wrong is not known; dropped"
            );
            return false;
        }

        (double wasOpen, double wasHigh, double wasLow) = (open, high, low);
        (high, low) = (Math.Max(high, close), Math.Min(low, close));
        open = Math.Clamp(open, low, high);
        InvariantText detail = (closeOutside, openOutside) switch
        {
            (true, false) => $"close {close} lies outside the range {wasLow} to {wasHigh}; the range was widened to it",
            (false, true) =>
                $"open {wasOpen} lies outside the range {wasLow} to {wasHigh}; set to {open}, the nearest price of the"
                    + $" range",
            _ => $"open {wasOpen} and close {close} lie outside the range {wasLow} to {wasHigh}; the range was widened"
                + $" to the close, the open set to {open}",
        };
        log.Add(row.Date, QualityReason.OutsideRange, Severity.Warning, QualityAction.Repaired, detail);
        return true;
    }

    /// <summary>A day with prices was traded: where its volume is missing or zero, the median of
    /// the 20 before stands in.</summary>
    private double Traded(DeliveredBar row, double volume)
    {
        if (volume > 0)
        {
            _volumes.Enqueue(volume);
            if (_volumes.Count > VolumeWindow)
                _volumes.Dequeue();
            return volume;
        }

        if (!hasVolume)
            return double.NaN;
        double median = Medians.Of(_volumes);
        QualityReason reason = volume == 0 ? QualityReason.ZeroVolume : QualityReason.MissingCells;
        if (double.IsNaN(median))
        {
            log.Add(
                row.Date,
                reason,
                Severity.Warning,
                QualityAction.Kept,
                $"volume {volume}, and no earlier day to learn from; left missing"
            );
            return double.NaN;
        }

        log.Add(
            row.Date,
            reason,
            Severity.Warning,
            QualityAction.Repaired,
            $"volume {volume} on a day with prices; the median of the {_volumes.Count} days before, {median}, stands in"
        );
        return median;
    }

    private static string Cells(DeliveredBar row)
    {
        var missing = new List<string>();
        void Note(double value, string name)
        {
            if (double.IsNaN(value))
                missing.Add(name);
        }

        Note(row.Open, "open");
        Note(row.High, "high");
        Note(row.Low, "low");
        Note(row.Close, "close");
        Note(row.AdjustedClose, "adjusted close");
        Note(row.Volume, "volume");
        return missing.Count == 0 ? "nothing missing" : "missing " + string.Join(", ", missing.Distinct());
    }
}
