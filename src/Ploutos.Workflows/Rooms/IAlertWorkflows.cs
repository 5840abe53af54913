using Ploutos.Alerts;
using Ploutos.Workspace;

namespace Ploutos.Workflows.Rooms;

/// <summary>The alerts. Errors that the user can mend are a
/// <see cref="PloutosException"/>.</summary>
public interface IAlertWorkflows
{
    /// <summary>The channels and rules of <c>alerts.json</c>, and the newest alerts of the
    /// outbox.</summary>
    AlertOverview Alerts();

    /// <summary>Sends one alert to each channel at once, past the outbox, and says what came
    /// of it.</summary>
    IReadOnlyList<AlertTest> TestAlerts(CancellationToken cancellation = default);
}
