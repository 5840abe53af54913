using System.Globalization;

namespace Ploutos.Live.Simulation;

/// <summary>A clock that stands still until somebody waits, and then is there at once. With a file
/// it is the same clock again in the next process: a killed run goes on at the moment at which it
/// was killed.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private readonly string? _file;
    private long _now;
    private long _passed;

    public SimulatedClock(DateTimeOffset start, string? file = null)
    {
        _file = file;
        _now =
            file is not null && File.Exists(file)
                ? long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture)
                : start.UtcTicks;
    }

    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _now), TimeSpan.Zero);
        set => Volatile.Write(ref _now, value.UtcTicks);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Time that passed; a clock that is set to another moment does not let any pass.</summary>
    public override long GetTimestamp() => Volatile.Read(ref _passed);

    /// <summary>Lets time pass.</summary>
    public Task WaitAsync(TimeSpan span, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Add(ref _passed, span.Ticks);
        long now = Interlocked.Add(ref _now, span.Ticks);
        if (_file is not null)
        {
            File.WriteAllText(_file + ".tmp", now.ToString(CultureInfo.InvariantCulture));
            File.Move(_file + ".tmp", _file, overwrite: true);
        }

        return Task.CompletedTask;
    }
}
