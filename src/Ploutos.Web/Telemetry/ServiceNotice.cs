using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Ploutos.Web.Telemetry;

/// <summary>Tells systemd that the service is ready, alive (where the unit has a watchdog) and
/// stopping; does nothing where no systemd listens. Source: sd_notify(3).</summary>
public sealed class ServiceNotice : IDisposable
{
    private readonly SystemdNotifier _systemd = new();
    private readonly ITimer? _watchdog;

    private ServiceNotice(TimeProvider time)
    {
        if (!_systemd.IsEnabled)
            return;
        _systemd.Notify(ServiceState.Ready);
        if (
            long.TryParse(
                Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long microseconds
            )
            && microseconds > 0
        )
        {
            TimeSpan half = TimeSpan.FromMicroseconds(microseconds / 2.0);
            _watchdog = time.CreateTimer(
                _ => _systemd.Notify(new ServiceState("WATCHDOG=1")),
                null,
                TimeSpan.Zero,
                half
            );
        }
    }

    /// <summary>Says that the service is ready; disposing the result says that it stops.</summary>
    public static ServiceNotice Ready(TimeProvider time) => new(time);

    /// <summary>Says what the service does, in one line, for <c>systemctl status</c>.</summary>
    public void Status(string text) => _systemd.Notify(new ServiceState("STATUS=" + text.ReplaceLineEndings(" ")));

    /// <inheritdoc/>
    public void Dispose()
    {
        _watchdog?.Dispose();
        if (_systemd.IsEnabled)
            _systemd.Notify(ServiceState.Stopping);
    }
}
