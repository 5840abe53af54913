using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ploutos.Benchmarks.Peer;
using Ploutos.Research.Sharding;

namespace Ploutos.Benchmarks.Quality;

/// <summary>Universes made by many processes in a folder that all of them see, or taken from it.</summary>
/// <param name="results">The folder of these bars and settings.</param>
/// <param name="shard">This process's share; null to take all.</param>
internal sealed class QualityShares(SharedResults results, Shard? shard)
{
    /// <summary>Whether all universes come together here.</summary>
    public bool IsWhole => shard is null;

    /// <summary>What the arguments ask for; null where one process makes all.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="bars">The folder of bars, whose bytes are part of the work's name.</param>
    /// <param name="settings">What else the figures depend on.</param>
    public static QualityShares? Of(Arguments arguments, string bars, string settings)
    {
        string share = arguments.Text("shard", ""),
            merge = arguments.Text("merge", ""),
            shared = arguments.Text("shared", merge);
        if (share.Length == 0 && shared.Length == 0)
            return null;
        if ((share.Length > 0) == (merge.Length > 0) || shared.Length == 0)
            throw new ArgumentException("Give --shard I/N with --shared DIR, or --merge DIR alone.");
        return new(
            new SharedResults(Path.Combine(shared, $"quality-{Name(bars, settings)}")),
            share.Length == 0 ? null : Shard.Parse(share, Environment.GetEnvironmentVariable)
        );
    }

    /// <summary>The universes of this share, the dearest first; all of them where they are merged.</summary>
    /// <exception cref="InvalidDataException">One to be merged is not there.</exception>
    public IReadOnlyList<Universe> Mine(IReadOnlyList<Universe> all)
    {
        if (shard is not null)
            return shard.Take(all, u => u.Tickers.Count * (u.TestFrom.Year - u.From.Year));
        string[] missing =
        [
            .. all.Where(u => Read(u) is null).Select(u => (u.Number + 1).ToString(CultureInfo.InvariantCulture)),
        ];
        return missing.Length == 0
            ? all
            : throw new InvalidDataException(
                $"{missing.Length} of {all.Count} universes are not in {results.Folder}: {string.Join(", ", missing)}."
                    + " Make their shards, with the same bars and settings."
            );
    }

    /// <summary>The lines of a universe that was made already; null where it was not.</summary>
    /// <exception cref="InvalidDataException">Two processes made it differently.</exception>
    public QualityLine[]? Read(Universe universe)
    {
        QualityLine[][] made =
        [
            .. results.Read(NameOf(universe)).Select(r => JsonSerializer.Deserialize<QualityLine[]>(r.Content)!),
        ];
        if (made.Select(Figures).Distinct().Count() > 1)
            throw new InvalidDataException(
                $"Universe {universe.Number + 1} was made differently by {made.Length} processes in {results.Folder}."
                    + " Were they of one version, on one type of processor?"
            );
        return made.FirstOrDefault();
    }

    /// <summary>Keeps the lines of a universe, unless they are there.</summary>
    public void Write(Universe universe, QualityLine[] lines)
    {
        if (Read(universe) is null)
            results.Write(NameOf(universe), JsonSerializer.SerializeToUtf8Bytes(lines));
    }

    private static string Figures(QualityLine[] lines) =>
        JsonSerializer.Serialize(lines.Select(l => l with { Seconds = 0 }));

    private static string NameOf(Universe universe) =>
        string.Create(CultureInfo.InvariantCulture, $"universe-{universe.Number + 1}");

    private static string Name(string bars, string settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(settings));
        foreach (string file in Directory.GetFiles(bars, "*.csv").Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
