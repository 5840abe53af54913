using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

/// <summary>What leaves the machine by OTLP, and when.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_and_traces_go_to_the_address_that_the_standard_variable_names()
    {
        using var folder = new TemporaryFolder();
        using var collector = new FakeServer(_ => new FakeResponse(200, "application/x-protobuf", ""));

        (int code, _, string error) = await PloutosProcess.Run(
            folder.Path,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
            "live",
            "--once"
        );

        Assert.True(code == 1 && error.Contains("watchlist is empty", StringComparison.Ordinal), error);
        Assert.Contains(collector.Requests, r => r.Path == "/v1/metrics");
        Assert.Contains(collector.Requests, r => r.Path == "/v1/traces");
    }
}
