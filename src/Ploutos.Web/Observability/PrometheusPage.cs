using System.Diagnostics.Metrics;
using Prometheus;

namespace Ploutos.Web.Observability;

/// <summary>The instruments of this process in Prometheus' text format.</summary>
internal sealed class PrometheusPage : IDisposable
{
    private readonly IDisposable _adapter;

    public PrometheusPage(IMeterFactory factory)
    {
        _adapter = MeterAdapter.StartListening(
            new MeterAdapterOptions
            {
                Registry = Registry,
                MetricFactory = Prometheus.Metrics.WithCustomRegistry(Registry),
                // The longest that it takes; a count that was quiet for a day begins again
                MetricsExpireAfter = TimeSpan.FromDays(1),
                // A process may hold several hosts: of this one count its own meters, and those
                // that belong to no host.
                InstrumentFilterPredicate = instrument =>
                    (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, factory))
                    && (
                        instrument.Meter.Name is ServerMetrics.MeterName or "Ploutos"
                        || (
                            instrument.Meter.Name == "Microsoft.AspNetCore.Hosting"
                            && instrument.Name == "http.server.request.duration"
                        )
                    ),
                ResolveHistogramBuckets = static _ =>
                    [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            }
        );
    }

    /// <summary>Holds what the adapter counts, and nothing else.</summary>
    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public void Dispose() => _adapter.Dispose();
}
