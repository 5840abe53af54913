using Ploutos.Alerts;

namespace Ploutos.Workflows;

public partial interface IPloutosWorkflows
{
    /// <summary>The channels and rules of <c>alerts.json</c>, and the newest alerts of the
    /// outbox.</summary>
    AlertOverview Alerts();

    /// <summary>Sends one alert to each channel at once, past the outbox, and says what came
    /// of it.</summary>
    IReadOnlyList<AlertTest> TestAlerts(CancellationToken cancellation = default);
}
