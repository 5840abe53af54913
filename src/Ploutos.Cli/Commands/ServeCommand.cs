using System.CommandLine;
using System.Globalization;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Options;
using Ploutos.Web;
using Ploutos.Web.Safety;
using Ploutos.Web.Settings;
using Ploutos.Workflows;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos serve</c>.</summary>
internal sealed class ServeCommand : Verb
{
    private readonly Option<int?> _port = TypedOptions.Whole(
        "--port",
        $"The port on this machine. Without it: {ServeOptions.DefaultPort}.",
        least: 1
    );
    private readonly Option<string?> _urls = new("--urls")
    {
        Description =
            "Addresses to listen on, with ';' between them, such as http://0.0.0.0:5000. "
            + "Beyond this machine PLOUTOS_API_KEY must be set.",
        HelpName = "URL;...",
    };

    private readonly Option<string[]> _proxies = new("--trusted-proxy")
    {
        Description =
            "A proxy in front, as IP address or network (10.0.0.0/24); repeatable. What it says of scheme and client "
            + "holds. PLOUTOS_API_KEY must be set.",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _origins = new("--cors-origin")
    {
        Description =
            "Another origin whose pages may read the API, such as https://quant.example; repeatable. They send the key "
            + "in a header.",
        HelpName = "ORIGIN",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _jsonLogs = new("--json-logs") { Description = "Log as one JSON object a line." };

    private readonly Option<bool> _live = new("--live")
    {
        Description = "Do the daily run, too, as 'ploutos live' does with the workspace's settings.",
    };

    public ServeCommand(VerbContext context)
        : base(
            "serve",
            "Open the dashboard and the HTTP API, by default at http://localhost:5000. Ctrl-C stops them.",
            context
        )
    {
        foreach (Option option in new Option[] { _port, _urls, _proxies, _origins, _live, _jsonLogs })
            Add(option);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        int? port = arguments.GetValue(_port);
        string? urls = arguments.GetValue(_urls);
        if (port is not null && urls is not null)
            throw new PloutosException(
                Fault.WrongUsage,
                $"--port {port} and --urls '{urls}' both say where to listen: give one of them."
            );
        if (port > 65535)
            throw new PloutosException(
                Fault.WrongUsage,
                $"--port must be a whole number from 1 to 65535, but got {port}."
            );
        string? key = Environment.GetEnvironmentVariable(ServeOptions.KeyVariable);
        if (!string.IsNullOrEmpty(key) && KeyRule.FaultOf(key) is { } fault)
            throw new PloutosException(
                Fault.WrongUsage,
                $"{ServeOptions.KeyVariable} {fault}. Make a new one: ploutos key new"
            );
        ServeOptions options = new()
        {
            Urls =
                urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ??
                [
                    string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port ?? ServeOptions.DefaultPort}"),
                ],
            ApiKey = string.IsNullOrEmpty(key) ? null : key,
            TrustedProxies = arguments.GetValue(_proxies) ?? [],
            CorsOrigins = arguments.GetValue(_origins) ?? [],
            Live = arguments.GetValue(_live),
            JsonLogs = arguments.GetValue(_jsonLogs),
        };
        using IWorkspaceViews views = Context.Shell.Views(session.Workspace);
        WebHost
            .RunAsync(
                options,
                session.Workflows,
                views,
                Context.Shell.Time,
                addresses =>
                    session.Show(
                        new Serving(addresses, session.Workspace.Root),
                        static () => CliJson.Default.Serving,
                        static (output, serving) =>
                        {
                            foreach (string address in serving.Addresses)
                                output.Line(
                                    $"Ploutos listens on {address} (workspace {serving.Workspace}). Ctrl-C stops it."
                                );
                        }
                    ),
                Context.Shell.Cancellation
            )
            .GetAwaiter()
            .GetResult();
        return ExitCode.Done;
    }
}
