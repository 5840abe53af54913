using System.Text;
using Ploutos.Attacks.Engine;
using Ploutos.Attacks.Mutations;
using Ploutos.Tests;
using Ploutos.Web;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Attacks.Entrances;

/// <summary>The routes of the web host: paths, queries, bodies. An answer of 500 or above is a find,
/// but for 503, which says that something is missing.</summary>
internal sealed class HttpEntrance : IEntrance
{
    private static readonly string[] Reads =
    [
        "/api/v7/analysis?ticker=SIM01",
        "/api/v7/analysis/change?ticker=SIM01",
        "/api/v7/batch",
        "/api/v7/watchlist",
        "/api/v7/bars?ticker=SIM01&from=2016-01-04&to=2016-06-01",
        "/api/v7/signals?ticker=SIM01&from=2016-01-04",
        "/api/v7/models",
        "/api/v7/models/versions",
        "/api/v7/models/momentum/diff?version=x",
        "/api/v7/explain?ticker=SIM01&expert=momentum",
        "/api/v7/evidence",
        "/api/v7/reports/v7_momentum.html",
        "/api/v7/studies/v7_momentum",
        "/api/v7/evaluations/x",
        "/api/v7/backtests",
        "/api/v7/backtests/x",
        "/api/v7/data/findings?ticker=SIM01",
        "/api/v7/status",
        "/api/v7/live",
        "/api/v7/size?capital=100000&target_volatility=0.1&tickers=SIM01,SIM02&holdings=SIM01:3",
        "/api/v7/jobs/x",
        "/",
        "/watchlist",
        "/models",
        "/backtests",
        "/login",
        "/ticker/SIM01",
    ];

    private static readonly (string Path, string Body)[] Writes =
    [
        ("/api/v7/jobs/train", """{"tickers":["SIM01"],"window":1,"surplus":true}"""),
        ("/api/v7/jobs/optimize", """{"trials":1,"tickers":["SIM01"],"window":1,"surplus":1}"""),
        ("/api/v7/jobs/backtest", """{"from":"models","start":"2017-01-03","surplus":1}"""),
        ("/api/v7/jobs/fetch", """{"tickers":["SIM01"],"surplus":1}"""),
        ("/api/v7/jobs/evaluate", """{"folds":5,"surplus":1}"""),
        ("/api/v7/models/momentum/use", """{"version":"x"}"""),
        ("/api/v7/models/momentum/promote", """{"version":"x"}"""),
        ("/api/v7/models/momentum/rollback", "{}"),
    ];

    private readonly TemporaryFolder _workspace;
    private readonly IWorkspaceViews _views;
    private readonly WebHost _host;
    private readonly HttpClient _client;

    public HttpEntrance(TemporaryFolder workspace)
    {
        _workspace = workspace;
        WorkspaceFolder place = new(workspace.Path);
        _views = WorkflowFactory.CreateViews(place, TimeProvider.System);
        _host = WebHost
            .StartAsync(
                new() { Urls = ["http://127.0.0.1:0"], WarmUp = false },
                WorkflowFactory.Create(place, TimeProvider.System),
                _views,
                TimeProvider.System,
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(_host.Addresses[0]) };
    }

    public string Name => "http";

    public void Attack(Dice dice)
    {
        using HttpRequestMessage request = dice.OnceIn(3) ? Write(dice) : Read(dice);
        dice.Story = $"{request.Method} {request.RequestUri}";
        using HttpResponseMessage answer = _client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        int status = (int)answer.StatusCode;
        if (status == 202)
            throw new UnforeseenException("a job began", "a body with an unknown key was taken");
        if (status is 500 or > 503)
            throw new UnforeseenException(
                $"{status} {request.RequestUri!.ToString().Split('?')[0]}",
                "an answer of a defect"
            );
    }

    public void Dispose()
    {
        _client.Dispose();
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _views.Dispose();
        _workspace.Dispose();
    }

    private static HttpRequestMessage Read(Dice dice)
    {
        string path = dice.Pick(Reads);
        int query = path.IndexOf('?', StringComparison.Ordinal);
        for (int edits = 1 + dice.Below(2); edits > 0; edits--)
        {
            string scrap = Uri.EscapeDataString(dice.Pick(Scraps.Text));
            path = path.Insert(Math.Min(path.Length, 1 + dice.Below(path.Length)), scrap);
        }

        if (query < 0 && dice.OnceIn(4))
            path += "?x=1";
        HttpMethod method =
            dice.OnceIn(6) ? HttpMethod.Head
            : dice.OnceIn(12) ? HttpMethod.Delete
            : HttpMethod.Get;
        return new(method, new Uri(path, UriKind.Relative));
    }

    private static HttpRequestMessage Write(Dice dice)
    {
        (string path, string body) = dice.Pick(Writes);
        byte[] valid = Encoding.UTF8.GetBytes(body);
        // A spoilt copy beside the valid keys: the unknown key stays, so that no work begins.
        dice.Bytes = dice.OnceIn(3) ? ByteMutation.Spoil(valid, dice) : JsonMutation.Spoil(valid, dice);
        if (!Encoding.UTF8.GetString(dice.Bytes).Contains("\"surplus\"", StringComparison.Ordinal))
            dice.Bytes = [.. dice.Bytes, (byte)'}'];
        ByteArrayContent content = new(dice.Bytes);
        content.Headers.TryAddWithoutValidation(
            "Content-Type",
            dice.OnceIn(6)
                ? dice.Pick(["text/plain", "multipart/form-data", "x", "application/json; charset=utf-16"])
                : "application/json"
        );
        return new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
    }
}
