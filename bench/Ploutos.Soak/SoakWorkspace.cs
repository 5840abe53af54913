using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ploutos.MarketData.Calendar;

namespace Ploutos.Soak;

/// <summary>A workspace with made-up bars of many tickers (ten years each) and three trained experts.
/// The load does not depend on how well they are trained.</summary>
internal static class SoakWorkspace
{
    private const int Bars = 2520;

    /// <summary>The ticker with a number from 0.</summary>
    public static string Ticker(int number) => string.Create(CultureInfo.InvariantCulture, $"S{number + 1:000}");

    /// <summary>Makes the workspace unless the folder has one.</summary>
    public static void Make(SoakOptions options, string folder)
    {
        if (Directory.Exists(Path.Combine(folder, "models")))
            return;
        string bars = Directory.CreateDirectory(Path.Combine(folder, "bars")).FullName;
        for (int i = 0; i < options.Tickers; i++)
            File.WriteAllLines(Path.Combine(bars, Ticker(i) + ".csv"), RandomWalk(i));
        Run(options.Command, folder, "data", "import", $"csv:{bars}", "--quiet");

        string logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        WriteParameters(logs, "momentum", [512, 256, 128]);
        WriteParameters(logs, "reversion", [256, 128]);
        WriteParameters(logs, "volatility", [128, 64]);
        Run(options.Command, folder, "train", "--tickers", Ticker(0), "--quiet");
    }

    private static IEnumerable<string> RandomWalk(int seed)
    {
        yield return "Date,Open,High,Low,Close,Volume";
        var random = new Random(seed);
        double close = 50 + seed;
        foreach (DateOnly day in NewYorkCalendar.TradingDays(new(2014, 1, 2), NewYorkCalendar.Last).Take(Bars))
        {
            double open = close;
            close *= 1 + (0.024 * (random.NextDouble() + random.NextDouble() - 1)) + 0.0003;
            double high = Math.Max(open, close) * 1.004;
            double low = Math.Min(open, close) * 0.996;
            int volume = random.Next(100_000, 10_000_000);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{open:F4},{high:F4},{low:F4},{close:F4},{volume}"
            );
        }
    }

    /// <summary>The published widths, and few epochs.</summary>
    private static void WriteParameters(string logs, string expert, int[] widths)
    {
        var best = new Dictionary<string, object>
        {
            ["learning_rate"] = 3e-4,
            ["batch_size"] = 128,
            ["dropout"] = 0.2,
            ["weight_decay"] = 1.0,
            ["epochs"] = 2,
        };
        for (int i = 0; i < widths.Length; i++)
            best[$"hidden{i + 1}"] = widths[i];
        File.WriteAllText(
            Path.Combine(logs, $"v7_{expert}_optimization.json"),
            JsonSerializer.Serialize(new { best_params = best })
        );
    }

    private static void Run(string command, string folder, params string[] words)
    {
        var start = new ProcessStartInfo(command, [.. words, "--workspace", folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ploutos {string.Join(' ', words)} ended with {process.ExitCode}.");
    }
}
