using Ploutos.MarketData.Calendar;
using Ploutos.MarketData.Tests.FakeProviders;
using Ploutos.Tests;
using Ploutos.Workspace;
using Fault = Ploutos.MarketData.Tests.FakeProviders.Fault;

namespace Ploutos.Cli.Tests;

/// <summary>Yahoo and Stooq on loopback, with prices of the same made-up world, and an empty
/// workspace whose command knows no others.</summary>
internal sealed class Providers : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeProvider _stooq;

    public Providers(Fault fault = Fault.None)
    {
        // The command reads the machine's clock, so the world goes on for as long as the calendar does.
        World = new() { Since = LastFinished.AddDays(-1300), Until = NewYorkCalendar.Last };
        Yahoo = new("yahoo", World, fault);
        _stooq = new("stooq", World);
    }

    /// <summary>The last trading day that has ended by the machine's clock.</summary>
    public static DateOnly LastFinished { get; } = NewYorkTime.LastFinishedDay(TimeProvider.System.GetUtcNow());

    public FakeWorld World { get; }

    public FakeProvider Yahoo { get; }

    public string Workspace => _folder.Path;

    public string StorePath => _folder.File("data", "ploutos.db");

    /// <summary>The charts that Yahoo was asked for, oldest first.</summary>
    public FakeRequest[] Charts =>
        [.. Yahoo.Server.Requests.Where(request => request.Path.Contains("/chart/", StringComparison.Ordinal))];

    /// <summary>Runs the command in the workspace, or in another folder.</summary>
    public Task<(int Code, string Output, string Error)> Run(params string[] args) => RunIn(Workspace, args);

    /// <summary>Runs the command in a folder.</summary>
    public Task<(int Code, string Output, string Error)> RunIn(string folder, params string[] args) =>
        PloutosProcess.Run(
            folder,
            new Dictionary<string, string>
            {
                ["PLOUTOS_YAHOO_URL"] = Yahoo.Server.Address.ToString(),
                ["PLOUTOS_STOOQ_URL"] = _stooq.Server.Address.ToString(),
                ["STOOQ_API_KEY"] = FakeOthers.StooqKey,
            },
            args
        );

    /// <summary>The first day that a chart was asked from.</summary>
    public static DateOnly From(FakeRequest chart) =>
        DateOnly.FromDateTime(
            DateTimeOffset
                .FromUnixTimeSeconds(
                    long.Parse(chart.Parameter("period1"), System.Globalization.CultureInfo.InvariantCulture)
                )
                .UtcDateTime
        );

    public void Dispose()
    {
        Yahoo.Dispose();
        _stooq.Dispose();
        _folder.Dispose();
    }
}
