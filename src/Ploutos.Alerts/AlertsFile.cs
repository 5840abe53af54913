using MailKit.Security;
using Ploutos.Alerts.Channels;
using Ploutos.MarketData;
using Ploutos.Storage;
using Ploutos.Workspace;

namespace Ploutos.Alerts;

/// <summary><c>alerts.json</c> of the workspace. Secrets never stand in it: it names the
/// environment variables that hold them.</summary>
internal static class AlertsFile
{
    private const double LongestTimeout = 300;

    /// <summary>The types of channels that are built in.</summary>
    public static IReadOnlyList<string> Types { get; } = ["webhook", "smtp", "command"];

    /// <summary>Reads the file; null where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock that signatures are stamped by.</param>
    /// <param name="environment">Reads a variable; the process's own where null.</param>
    /// <param name="own">Channels in code, by the type that the file names; null for none.</param>
    /// <exception cref="PloutosException">A key, a value or a variable is wrong.</exception>
    public static AlertSettings? Read(
        string path,
        TimeProvider time,
        Func<string, string?>? environment = null,
        IReadOnlyDictionary<string, IAlertChannel>? own = null
    )
    {
        if (SettingsFile.Read(path) is not { } file)
            return null;
        environment ??= Environment.GetEnvironmentVariable;
        own ??= new Dictionary<string, IAlertChannel>();
        file.Allow("channels", "rules");
        SettingsFile channels = file.Section("channels") ?? throw file.Missing("channels");
        var byName = channels.Keys.ToDictionary(
            name => name,
            name =>
                Channel(
                    channels.Section(name) ?? throw channels.Wrong(name, "must be an object"),
                    time,
                    environment,
                    own
                )
        );
        return new(byName, [.. file.Sections("rules").Select(rule => Rule(rule, [.. byName.Keys]))]);
    }

    private static RuleSettings Rule(SettingsFile rule, string[] channels)
    {
        rule.Allow("on", "to", "tickers", "daily");
        string on = rule.Choice("on", "", [.. AlertRule.All]);
        if (on.Length == 0)
            throw rule.Missing("on");
        IReadOnlyList<string> to = rule.Texts("to") ?? throw rule.Missing("to");
        if (to.Count == 0 || to.Any(name => !channels.Contains(name, StringComparer.Ordinal)))
            throw rule.Wrong("to", $"must name channels of this file ({string.Join(", ", channels)})");
        IReadOnlyList<string>? tickers = rule.Texts("tickers");
        if (tickers?.Any(t => !Ticker.TryParse(t, out _)) == true)
            throw rule.Wrong("tickers", $"must be tickers: {Ticker.Rule}");
        return new(on, to, tickers is null ? null : [.. tickers.Select(Ticker.Parse)], rule.Flag("daily", false));
    }

    private static IAlertChannel Channel(
        SettingsFile channel,
        TimeProvider time,
        Func<string, string?> environment,
        IReadOnlyDictionary<string, IAlertChannel> own
    )
    {
        TimeSpan timeout = TimeSpan.FromSeconds(channel.Number("timeout_seconds", 10, 0.1, LongestTimeout));
        string type = channel.Choice("type", "", [.. Types, .. own.Keys]);
        if (own.TryGetValue(type, out IAlertChannel? inCode))
        {
            channel.Allow("type", "timeout_seconds");
            return new OwnChannel(inCode, timeout);
        }

        switch (type)
        {
            case "webhook":
                channel.Allow("type", "url", "url_env", "form", "secret_env", "timeout_seconds");
                return new WebhookChannel(
                    Url(channel, environment),
                    channel.Choice("form", "json", "json", "slack", "discord"),
                    Secret(channel, "secret_env", environment),
                    timeout,
                    time
                );
            case "smtp":
                channel.Allow(
                    "type",
                    "host",
                    "port",
                    "security",
                    "user",
                    "password_env",
                    "from",
                    "to",
                    "timeout_seconds"
                );
                if (channel.Has("user") != channel.Has("password_env"))
                    throw channel.Missing(channel.Has("user") ? "password_env" : "user");
                SecureSocketOptions security = channel.Choice("security", "starttls", "starttls", "tls", "none") switch
                {
                    "starttls" => SecureSocketOptions.StartTls,
                    "tls" => SecureSocketOptions.SslOnConnect,
                    _ => SecureSocketOptions.None,
                };
                return new SmtpChannel(
                    channel.RequiredText("host"),
                    (int)channel.Number("port", 587, 1, 65535),
                    security,
                    channel.Text("user"),
                    Secret(channel, "password_env", environment),
                    Address(channel, "from", [channel.RequiredText("from")])[0],
                    Address(channel, "to", channel.Texts("to") ?? throw channel.Missing("to")),
                    timeout
                );
            case "command":
                channel.Allow("type", "command", "timeout_seconds");
                IReadOnlyList<string> command = channel.Texts("command") ?? throw channel.Missing("command");
                return command.Count > 0 && Path.IsPathFullyQualified(command[0])
                    ? new CommandChannel(command, timeout)
                    : throw channel.Wrong("command", "must be a list of a program's full path and its arguments");
            default:
                throw channel.Missing("type");
        }
    }

    private static Uri Url(SettingsFile channel, Func<string, string?> environment)
    {
        if (channel.Has("url") == channel.Has("url_env"))
            throw channel.Wrong(
                "url",
                "must be given as 'url', or as 'url_env', the variable that holds it (one of the two)"
            );
        string text = channel.Text("url") ?? Secret(channel, "url_env", environment)!;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw channel.Wrong(channel.Has("url") ? "url" : "url_env", "must be an http or https address");
    }

    private static string? Secret(SettingsFile channel, string key, Func<string, string?> environment) =>
        channel.Text(key) is not { } variable ? null
        : environment(variable) is { Length: > 0 } value ? value
        : throw channel.Wrong(key, "must name an environment variable that is set");

    private static IReadOnlyList<MimeKit.MailboxAddress> Address(
        SettingsFile channel,
        string key,
        IReadOnlyList<string> texts
    ) =>
        texts.Count > 0 && texts.All(t => MimeKit.MailboxAddress.TryParse(t, out _))
            ? [.. texts.Select(MimeKit.MailboxAddress.Parse)]
            : throw channel.Wrong(key, "must be mail addresses");
}
