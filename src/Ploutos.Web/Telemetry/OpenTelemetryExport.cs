using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Ploutos.Signals.Daily;
using Ploutos.Workspace;

namespace Ploutos.Web.Telemetry;

/// <summary>Sends metrics and traces by OTLP where the standard variable
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says whither, and nowhere else. All other standard
/// variables (headers, protocol, service name, export interval) hold as the OpenTelemetry SDK
/// reads them.</summary>
public static class OpenTelemetryExport
{
    /// <summary>The variable that turns it on.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Begins to export; disposing the result sends what is left. Null where the variable
    /// is not set.</summary>
    public static IDisposable? Start() =>
        string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(EndpointVariable)) ? null : new Providers();

    private sealed class Providers : IDisposable
    {
        private readonly MeterProvider _meters;
        private readonly TracerProvider _traces;

        public Providers()
        {
            string version =
                typeof(OpenTelemetryExport)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                    ?.InformationalVersion
                ?? "";
            ResourceBuilder resource = ResourceBuilder
                .CreateDefault()
                .AddService("ploutos", serviceVersion: version)
                .AddEnvironmentVariableDetector();
            _meters = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(
                    Instrumentation.Name,
                    "Ploutos.Web",
                    "System.Runtime",
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel"
                )
                .AddOtlpExporter()
                .Build();
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(Instrumentation.Name, "Microsoft.AspNetCore")
                .AddOtlpExporter()
                .Build();
        }

        public void Dispose()
        {
            _traces.Dispose();
            _meters.Dispose();
        }
    }
}
