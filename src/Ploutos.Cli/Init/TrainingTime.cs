using System.Globalization;

namespace Ploutos.Cli.Init;

/// <summary>How long a first training takes, roughly.</summary>
internal static class TrainingTime
{
    /// <summary>Seconds of one core a bar, measured (docs/commands/operations.md, init).</summary>
    private const double CoreSecondsABar = 0.0019;

    /// <summary>Minutes of a first training.</summary>
    public static double Minutes(long bars, int cores) => bars * CoreSecondsABar / Math.Max(1, cores) / 60;

    /// <summary>The sentence that is said before the training begins.</summary>
    public static string Sentence(long bars, int cores)
    {
        double minutes = Minutes(bars, cores);
        string time =
            minutes < 1 ? "less than a minute"
            : minutes < 90 ? string.Create(CultureInfo.InvariantCulture, $"roughly {Math.Ceiling(minutes):0} minutes")
            : string.Create(CultureInfo.InvariantCulture, $"roughly {minutes / 60:0.0} hours");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A first training on {bars:N0} bars takes {time} on {cores} cores."
                + $" Ctrl-C stops it; what was finished is kept."
        );
    }
}
