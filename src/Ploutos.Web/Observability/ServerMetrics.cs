using System.Diagnostics.Metrics;
using Ploutos.Signals.Predict;
using Ploutos.Web.Json;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;

namespace Ploutos.Web.Observability;

/// <summary>What the server counts, as instruments of .NET: read by <c>/metrics</c>, and by any
/// exporter that listens to the meter. Requests and their latency are counted by ASP.NET Core
/// itself (<c>http.server.request.duration</c>).</summary>
internal sealed class ServerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Ploutos.Web";

    private readonly Counter<long> _predictions;
    private readonly Counter<long> _jobs;

    public ServerMetrics(IMeterFactory factory, IWorkspaceViews views, TimeProvider time)
    {
        Meter meter = factory.Create(MeterName);
        _predictions = meter.CreateCounter<long>(
            "ploutos_predictions",
            description: "Predictions that were answered, by signal."
        );
        _jobs = meter.CreateCounter<long>("ploutos_jobs", description: "Jobs that ended, by kind and state.");
        meter.CreateObservableGauge(
            "ploutos_data_age_days",
            () => Ages(views, time),
            description: "Calendar days since a ticker's last bar."
        );
    }

    /// <summary>Counts a prediction, and hands it on.</summary>
    public Prediction Count(Prediction prediction)
    {
        _predictions.Add(1, new KeyValuePair<string, object?>("signal", prediction.Signal));
        return prediction;
    }

    /// <summary>Counts the predictions of a batch, and hands it on.</summary>
    public IReadOnlyList<BatchEntry> Count(IReadOnlyList<BatchEntry> batch)
    {
        foreach (
            IGrouping<string, BatchEntry> signal in batch
                .Where(e => e.Prediction is not null)
                .GroupBy(e => e.Prediction!.Signal)
        )
            _predictions.Add(signal.Count(), new KeyValuePair<string, object?>("signal", signal.Key));
        return batch;
    }

    /// <summary>Counts a job that ended.</summary>
    public void Count(JobSnapshot job) =>
        _jobs.Add(
            1,
            new KeyValuePair<string, object?>("kind", job.Kind),
            new KeyValuePair<string, object?>("state", job.State.ToString().ToLowerInvariant())
        );

    private static List<Measurement<double>> Ages(IWorkspaceViews views, TimeProvider time)
    {
        int today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber;
        try
        {
            return
            [
                .. views
                    .Data()
                    .Select(s => new Measurement<double>(
                        today - s.LastDay.DayNumber,
                        new KeyValuePair<string, object?>("ticker", s.Ticker)
                    )),
            ];
        }
        catch (ViewException)
        {
            return []; // there is no store, or it can't be read: /health/ready tells
        }
    }
}
