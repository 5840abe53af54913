using System.Globalization;

namespace Ploutos.Cli.Rendering;

/// <summary>How figures are written, everywhere alike.</summary>
internal static class Figures
{
    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A day, year first.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A share or an AUC with three digits; a dash where it is not defined.</summary>
    public static string Share(double value) => Metric(value, "0.000");

    /// <summary>A log-loss with the four digits in which experts differ; a dash where it is not
    /// defined.</summary>
    public static string Loss(double value) => Metric(value, "0.0000");

    /// <summary>A figure with its 95 % interval, all three written alike.</summary>
    public static string WithInterval(double value, double[]? interval, Func<double, string> write) =>
        interval is [double low, double high] ? $"{write(value)} [{write(low)}, {write(high)}]" : write(value);

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

    private static string Metric(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";

    /// <summary>Invariant formatting.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
