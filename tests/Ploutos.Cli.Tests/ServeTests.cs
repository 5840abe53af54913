using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ploutos.Cli.Hosting;
using Ploutos.Tests;

namespace Ploutos.Cli.Tests;

public sealed class ServeTests
{
    private static readonly Dictionary<string, string> s_noKey = new() { ["PLOUTOS_API_KEY"] = "" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_answers_from_any_folder_tells_a_second_one_that_the_port_is_taken_and_stops_cleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        using TemporaryFolder folder = new();
        using Process serving = PloutosProcess.Start(
            folder.Path,
            s_noKey,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--json"
        );
        string line = (await serving.StandardOutput.ReadLineAsync(Stop))!;
        string address = (string)JsonNode.Parse(line)!["addresses"]![0]!;
        using HttpClient client = new();
        Assert.Equal("alive\n", await client.GetStringAsync($"{address}/health/live", Stop));
        Assert.Contains("<html", await client.GetStringAsync(address, Stop), StringComparison.Ordinal);
        using HttpResponseMessage style = await client.GetAsync($"{address}/css/site.css", Stop);
        Assert.True(style.IsSuccessStatusCode);

        var (taken, _, said) = await PloutosProcess.Run(folder.Path, s_noKey, "serve", "--urls", address);
        Assert.Equal(1, taken);
        Assert.StartsWith("error: ", said, StringComparison.Ordinal);
        Assert.Contains(
            "is taken by another process",
            Assert.Single(said.Trim().Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );

        using (Process kill = Process.Start("kill", ["-TERM", serving.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Stop);
        await serving.WaitForExitAsync(Stop);
        Assert.Equal(0, serving.ExitCode);
        Assert.Empty(await serving.StandardError.ReadToEndAsync(Stop));
    }

    [Theory]
    [InlineData("PLOUTOS_API_KEY", "--urls", "http://0.0.0.0:5999")]
    [InlineData("http://HOST:PORT", "--urls", "nonsense")]
    [InlineData("1 to 65535", "--port", "70000")]
    [InlineData("at least 1", "--port", "none")]
    [InlineData("give one of them", "--port", "5999", "--urls", "http://localhost:5998")]
    public async Task Serve_refuses_what_it_must_not_listen_on(string words, params string[] options)
    {
        using TemporaryFolder folder = new();
        var (code, output, error) = await PloutosProcess.Run(folder.Path, s_noKey, ["serve", .. options]);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }
}
