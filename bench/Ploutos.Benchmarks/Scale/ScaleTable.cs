using System.Globalization;
using Ploutos.Neural.Threading;

namespace Ploutos.Benchmarks.Scale;

/// <summary>Prints the lines of a job against its first.</summary>
internal static class ScaleTable
{
    public static void Write(string title, IEnumerable<ScaleLine> lines)
    {
        Console.WriteLine($"\n### {title}\n");
        Console.WriteLine(
            "| cores | seconds | speed-up | efficiency | peak MB | ms a step | products | elements | barriers"
                + " | one thread alone | weights |"
        );
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        ScaleLine? first = null;
        foreach (ScaleLine line in lines)
        {
            first ??= line;
            double gain = first.Seconds / line.Seconds;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {line.Cores} | {line.Seconds:0.00} | {gain:0.00} | {gain * first.Cores / line.Cores:0 %}"
                        + $" | {line.PeakMegabytes} | {Shares(line.Profile)} | {line.Digest} |"
                )
            );
        }
    }

    /// <summary>Milliseconds a step, and of what: of the training's own thread.</summary>
    private static string Shares(StepProfile? profile)
    {
        return profile is null
            ? "- | - | - | - | -"
            : $"{Mean(profile.Total)} | {Mean(profile.Products)} | {Mean(profile.Elements)}"
                + $" | {Mean(profile.Barriers)} | {Mean(profile.Serial)}";

        string Mean(TimeSpan time) =>
            (time.TotalMilliseconds / profile.Steps).ToString("0.000", CultureInfo.InvariantCulture);
    }
}
