using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

public sealed partial class MetricsTests(SimulatedWorkspace workspace)
{
    [Fact]
    public async Task Predictions_latencies_data_ages_and_jobs_are_counted_for_prometheus()
    {
        using TemporaryFolder copy = workspace.Copy();
        await using Server server = await Server.Start(copy.Path);
        (_, JsonElement analysis) = await server.Get("analysis?ticker=SIM01");
        await server.Get("analysis?ticker=SIM01");
        (_, JsonElement job) = await server.Post("jobs/train", new { test_from = "2006-03-01" });
        await server.EndOf(job.GetProperty("id").GetString()!);
        await server.Get("status"); // the job's end is told before it is counted; this answer comes after
        string text = await Page(server, "state=\"failed\"");
        Assert.Contains($"signal=\"{analysis.GetProperty("signal").GetString()}\"}} 2", text, StringComparison.Ordinal);
        Assert.Matches("ploutos_[a-z_]*data_age_days\\{ticker=\"SIM02\"\\} [0-9]+", text);
        Assert.Matches("ploutos_[a-z_]*jobs[a-z_]*\\{kind=\"train\",state=\"failed\"\\} 1", text);
        Match latency = Latency().Match(text);
        Assert.True(latency.Success, text);
        Assert.True(double.Parse(latency.Groups[1].Value, CultureInfo.InvariantCulture) >= 2);
    }

    private static async Task<string> Page(Server server, string until)
    {
        string text;
        do
        {
            using HttpResponseMessage answer = await server.Client.GetAsync(
                "/metrics",
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("text/plain", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
            text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        } while (!text.Contains(until, StringComparison.Ordinal));
        return text;
    }

    [GeneratedRegex("http_server_request_duration[a-z_]*_count\\{[^\n]*route=\"/api/v7/analysis\"[^\n]*\\} ([0-9]+)")]
    private static partial Regex Latency();
}
