using System.Globalization;

namespace Ploutos.Soak;

/// <summary>What one soak does.</summary>
internal sealed record SoakOptions
{
    /// <summary>The published command.</summary>
    public required string Command { get; init; }

    /// <summary>How long the load lasts, minutes.</summary>
    public int Minutes { get; init; } = 10;

    /// <summary>Requests a second.</summary>
    public int Rate { get; init; } = 500;

    /// <summary>Event streams that stay open.</summary>
    public int Streams { get; init; } = 50;

    /// <summary>Tickers in the workspace.</summary>
    public int Tickers { get; init; } = 500;

    /// <summary>The most resident memory, MB (2^20 bytes).</summary>
    public int MostMegabytes { get; init; } = 220;

    /// <summary>A workspace that is made once and used again; null for a temporary one.</summary>
    public string? Keep { get; init; }

    /// <summary>Reads the command line; null where it is not understood.</summary>
    public static SoakOptions? Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words.Count % 2 == 0 || words[0].StartsWith('-'))
            return null;
        SoakOptions? options = new() { Command = words[0] };
        for (int i = 1; i < words.Count && options is not null; i += 2)
            options = options.With(words[i], words[i + 1]);
        return options;
    }

    private SoakOptions? With(string name, string value)
    {
        if (name == "--keep")
            return this with { Keep = value };
        if (!int.TryParse(value, CultureInfo.InvariantCulture, out int number) || number < 1)
            return null;
        return name switch
        {
            "--minutes" => this with { Minutes = number },
            "--rate" => this with { Rate = number },
            "--streams" => this with { Streams = number },
            "--tickers" => this with { Tickers = number },
            "--most-mb" => this with { MostMegabytes = number },
            _ => null,
        };
    }
}
