using System.Text;
using System.Text.Json;
using Ploutos.Signals.Predict;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Views;

/// <summary>Reads <c>logs/predictions.jsonl</c>, anew when it has grown. A line that makes no sense
/// (a crash cut it off) is passed over.</summary>
internal sealed class SignalLog(WorkspaceFolder workspace)
{
    /// <summary>Bytes at the file's end that are read: some ten thousand predictions.</summary>
    private const int Tail = 16 << 20;

    private readonly Lock _gate = new();
    private (long Length, DateTime Written) _seen;
    private IReadOnlyList<LoggedSignal> _all = [];

    /// <summary>All of them, in the order written.</summary>
    public IReadOnlyList<LoggedSignal> All()
    {
        var file = new FileInfo(workspace.PredictionLog);
        if (!file.Exists)
            return [];
        lock (_gate)
        {
            if (_seen == (file.Length, file.LastWriteTimeUtc))
                return _all;
            try
            {
                _all = Read(file.FullName);
                _seen = (file.Length, file.LastWriteTimeUtc);
            }
            catch (IOException)
            {
                // A process is appending to it and lets nobody else in meanwhile: what was read
                // before serves until the next question.
            }

            return _all;
        }
    }

    private static List<LoggedSignal> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-Math.Min(Tail, stream.Length), SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var signals = new List<LoggedSignal>();
        while (reader.ReadLine() is { } line)
        {
            try
            {
                if (JsonSerializer.Deserialize(line, PredictionJson.Default.Prediction) is { } p)
                    signals.Add(
                        new(
                            p.Ticker,
                            p.AsOf,
                            p.MadeAt,
                            "log",
                            null,
                            p.Signal,
                            p.RawSignal ?? p.Signal,
                            p.Score,
                            p.Simulated,
                            p.Experts.ToDictionary(e => e.Expert, e => e.Probability),
                            new Dictionary<string, bool>()
                        )
                    );
            }
            catch (JsonException)
            {
                continue;
            }
        }

        return signals;
    }
}
