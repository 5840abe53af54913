using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;
using Ploutos.Research.Backtests;

namespace Ploutos.Web.Pages;

/// <summary>Figures and dates in the reader's culture; what is not defined is a dash.</summary>
internal static class Show
{
    /// <summary>In place of a figure that is not defined.</summary>
    public const string None = "–";

    /// <summary>An expert's name: of a built-in one in the reader's language.</summary>
    public static string Expert(IStringLocalizer texts, string name) =>
        texts["expert." + name] is { ResourceNotFound: false } known ? known.Value : name;

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>Without the minus sign of a figure that rounds to zero.</summary>
    private static double Round(double value, int digits) =>
        Math.Round(value, digits) is var rounded && rounded == 0 ? 0 : rounded;

    private static string Plus(double value) => value > 0 ? "+" : "";

    /// <summary>0.583 as 58.3 %.</summary>
    public static string Percent(double? share, int digits = 1) =>
        share is { } s && double.IsFinite(s) ? Round(s, digits + 2).ToString($"P{digits}", Culture) : None;

    /// <summary>The same with a sign.</summary>
    public static string Change(double? share, int digits = 1) =>
        share is { } s && double.IsFinite(s) ? Plus(Round(s, digits + 2)) + Percent(s, digits) : None;

    /// <summary>A figure with a fixed number of digits.</summary>
    public static string Number(double? value, int digits = 3) =>
        value is { } v && double.IsFinite(v) ? Round(v, digits).ToString($"N{digits}", Culture) : None;

    /// <summary>The same with a sign.</summary>
    public static string Signed(double? value, int digits = 3) =>
        value is { } v && double.IsFinite(v) ? Plus(Round(v, digits)) + Number(v, digits) : None;

    /// <summary>A figure of a backtest: a share as percent.</summary>
    public static string Figure(string unit, double? value) => unit == "share" ? Percent(value) : Number(value, 2);

    /// <summary>Its interval; empty where it has none.</summary>
    public static string Range(string unit, BacktestValue value) =>
        value.Low is null || value.High is null ? "" : $"[{Figure(unit, value.Low)}; {Figure(unit, value.High)}]";

    /// <summary>A hyperparameter: short for small, large and whole numbers alike.</summary>
    public static string Setting(object? value) =>
        value switch
        {
            null => None,
            double d when d != Math.Floor(d) || Math.Abs(d) >= 1e9 => d.ToString("G3", Culture),
            double d => d.ToString("N0", Culture),
            long or int => ((IFormattable)value).ToString("N0", Culture),
            _ => Convert.ToString(value, Culture) ?? None,
        };

    /// <summary>A count.</summary>
    public static string Count(long value) => value.ToString("N0", Culture);

    /// <summary>A day.</summary>
    public static string Day(DateOnly? day) => day?.ToString("d", Culture) ?? None;

    /// <summary>A day and time of UTC, for readers and, exactly, for programs.</summary>
    public static IHtmlContent Moment(DateTimeOffset? moment) =>
        moment is { } m
            ? new HtmlString(
                $"<time datetime=\"{m.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)}Z\">"
                    + $"{m.UtcDateTime.ToString("d", Culture)} {m.UtcDateTime.ToString("t", Culture)} UTC</time>"
            )
            : new HtmlString(None);

    /// <summary>Where bars came from; of a path of this machine, and of a long address, the end.</summary>
    public static string Source(string source)
    {
        string[] parts = source.Split('/', '\\');
        return IsPath(source) ? $"{source.Split(' ')[0]} …/{string.Join('/', parts.Skip(1).TakeLast(2))}"
            : source.Length <= 36 || parts.Length < 4 ? source
            : $"{parts[0]}…/{parts[^2]}/{parts[^1]}";
    }

    /// <summary>The whole of it for who asks, where it is no path of this machine.</summary>
    public static string? SourceTitle(string source) => IsPath(source) ? null : source;

    /// <summary>A source and a path, as <c>csv /home/NAME/bars.csv</c> or <c>csv C:\bars.csv</c>.</summary>
    private static bool IsPath(string source)
    {
        string place = source[(source.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return place.StartsWith('/') || (place.Length > 2 && place[1] == ':' && place[2] is '/' or '\\');
    }

    /// <summary>A coordinate of a drawing: always with a point.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
