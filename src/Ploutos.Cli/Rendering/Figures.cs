using System.Globalization;

namespace Ploutos.Cli.Rendering;

/// <summary>How figures are written, everywhere alike.</summary>
internal static class Figures
{
    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A day, year first.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A metric with four digits; a dash where it is not defined.</summary>
    public static string Metric(double value) => double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "-";

    /// <summary>A metric with its 95 % interval.</summary>
    public static string WithInterval(double value, double[]? interval)
        => interval is [double low, double high] ? $"{Metric(value)} [{Metric(low)}, {Metric(high)}]" : Metric(value);

    /// <summary>A signed score with three digits.</summary>
    public static string Score(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>A stretch of time in the two units that matter.</summary>
    public static string Span(TimeSpan span)
    {
        TimeSpan whole = TimeSpan.FromSeconds(Math.Round(Math.Max(0, span.TotalSeconds)));
        return whole.TotalHours >= 1 ? Text($"{(int)whole.TotalHours} h {whole.Minutes:00} min")
            : whole.TotalMinutes >= 1 ? Text($"{whole.Minutes} min {whole.Seconds:00} s")
            : Text($"{whole.Seconds} s");
    }

    /// <summary>Invariant formatting.</summary>
    public static string Text(FormattableString text) => FormattableString.Invariant(text);
}
