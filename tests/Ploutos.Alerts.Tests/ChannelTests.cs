using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MailKit.Security;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Ploutos.Alerts.Channels;
using Ploutos.Tests;
using Received = Ploutos.Tests.Received;

namespace Ploutos.Alerts.Tests;

/// <summary>The ways to reach somebody, against real servers and programs on this machine.</summary>
public sealed class ChannelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 22, 0, 0, TimeSpan.Zero);
    private static readonly Alert Example = new(
        AlertRule.Strong,
        "NVDA",
        new(2026, 11, 20),
        "NVDA: STRONG BUY",
        "Score <0.3> & \"more\" @everyone",
        Now
    );
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_gets_the_alert_as_json_with_a_signature_that_it_can_check()
    {
        using var server = new LocalServer(_ => new(204));
        await new WebhookChannel(server.Address, "json", "s3cret", Second, new FakeTimeProvider(Now)).SendAsync(
            Example,
            Cancellation
        );

        Received got = Assert.Single(server.Requests);
        JsonNode body = JsonNode.Parse(got.Body)!;
        Assert.Equal(
            ("strong", "NVDA", "2026-11-20", "strong:NVDA:2026-11-20"),
            ((string)body["rule"]!, (string)body["ticker"]!, (string)body["day"]!, (string)body["id"]!)
        );
        string stamp = got.Header("X-Ploutos-Timestamp");
        Assert.Equal("1795212000", stamp);
        byte[] expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes("s3cret"),
            Encoding.UTF8.GetBytes($"{stamp}.{got.Body}")
        );
        Assert.Equal("sha256=" + Convert.ToHexStringLower(expected), got.Header("X-Ploutos-Signature"));
        Assert.StartsWith("application/json", got.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slack_and_discord_get_their_own_forms_in_which_nothing_is_read_as_a_mention()
    {
        using var server = new LocalServer(_ => new(200, "ok"));
        await new WebhookChannel(server.Address, "slack", null, Second, TimeProvider.System).SendAsync(
            Example,
            Cancellation
        );
        await new WebhookChannel(server.Address, "discord", null, Second, TimeProvider.System).SendAsync(
            Example with
            {
                Text = new string('x', 5000),
            },
            Cancellation
        );

        Received[] got = [.. server.Requests];
        Assert.Equal(
            "*NVDA: STRONG BUY*\nScore &lt;0.3&gt; &amp; \"more\" @everyone",
            (string)JsonNode.Parse(got[0].Body)!["text"]!
        );
        JsonNode discord = JsonNode.Parse(got[1].Body)!;
        Assert.Equal(2000, ((string)discord["content"]!).Length);
        Assert.Empty(discord["allowed_mentions"]!["parse"]!.AsArray());
        Assert.Equal("", got[0].Header("X-Ploutos-Signature"));
    }

    [Theory]
    [InlineData(503, false)]
    [InlineData(429, false)]
    [InlineData(404, true)]
    [InlineData(302, true)]
    public async Task A_webhooks_refusal_is_for_ever_only_where_trying_again_is_useless(int status, bool permanent)
    {
        using var server = new LocalServer(_ =>
            new(status, "", RetryAfter: status == 429 ? "90" : null, Location: "http://127.0.0.1:9/")
        );

        var error = await Assert.ThrowsAsync<AlertException>(() =>
            new WebhookChannel(server.Address, "json", null, Second, TimeProvider.System).SendAsync(
                Example,
                Cancellation
            )
        );

        Assert.Equal(permanent, error.IsPermanent);
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(90) : null, error.RetryAfter);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_webhook_that_never_answers_is_given_up_after_its_timeout()
    {
        using var server = new LocalServer(_ => new(200, "", Delay: TimeSpan.FromMinutes(5)));

        var error = await Assert.ThrowsAsync<AlertException>(() =>
            new WebhookChannel(
                server.Address,
                "json",
                null,
                TimeSpan.FromMilliseconds(200),
                TimeProvider.System
            ).SendAsync(Example, Cancellation)
        );

        Assert.Equal("no answer within 0.2 s", error.Message);
    }

    [Fact]
    public async Task A_mail_arrives_with_its_subject_text_and_one_id_for_the_same_alert()
    {
        using var server = new SmtpServer();
        SmtpChannel channel = Mail(server.Port, "me", "right");
        await channel.SendAsync(Example, Cancellation);
        await channel.SendAsync(Example, Cancellation);

        string[] mails = [.. server.Mails];
        MimeMessage mail = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mails[0])), Cancellation);
        Assert.Equal(("Ploutos: NVDA: STRONG BUY", Example.Text), (mail.Subject, mail.TextBody!.Trim()));
        Assert.Equal(
            mail.MessageId,
            MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mails[1])), Cancellation).MessageId
        );
        Assert.Contains(server.Commands, c => c.StartsWith("RCPT TO:<you@example.org>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("450 4.2.1 come back later", "right", false)]
    [InlineData("550 5.1.1 nobody here", "right", true)]
    [InlineData(null, "wrong", true)]
    public async Task A_mail_servers_refusal_is_for_ever_only_where_it_says_so(
        string? refusal,
        string password,
        bool permanent
    )
    {
        using var server = new SmtpServer { Refusal = refusal };

        var error = await Assert.ThrowsAsync<AlertException>(() =>
            Mail(server.Port, "me", password).SendAsync(Example, Cancellation)
        );

        Assert.Equal(permanent, error.IsPermanent);
        Assert.DoesNotContain(
            password,
            error.Message.Replace("wrong password", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_mail_server_that_is_silent_or_gone_is_said()
    {
        using var silent = new SmtpServer { IsSilent = true };
        Assert.Contains(
            "no answer within",
            (
                await Assert.ThrowsAsync<AlertException>(() =>
                    Mail(silent.Port, null, null, 0.2).SendAsync(Example, Cancellation)
                )
            ).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "can't be reached",
            (
                await Assert.ThrowsAsync<AlertException>(() => Mail(9, null, null).SendAsync(Example, Cancellation))
            ).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_command_gets_its_arguments_as_they_are_and_the_alert_on_its_input()
    {
        using var folder = new TemporaryFolder();
        string script = Script(folder, "printf '%s|' \"$@\" > \"$0.args\"; cat > \"$0.json\"");
        await new CommandChannel([script, "a b", "$(touch hacked)", "; ls"], Second).SendAsync(Example, Cancellation);

        Assert.Equal("a b|$(touch hacked)|; ls|", await File.ReadAllTextAsync(script + ".args", Cancellation));
        Assert.Equal(
            "NVDA: STRONG BUY",
            (string)JsonNode.Parse(await File.ReadAllTextAsync(script + ".json", Cancellation))!["title"]!
        );
        Assert.False(File.Exists("hacked"));
    }

    [Fact]
    public async Task A_command_that_fails_hangs_or_is_not_there_is_said()
    {
        using var folder = new TemporaryFolder();
        var failed = await Assert.ThrowsAsync<AlertException>(() =>
            new CommandChannel([Script(folder, "echo no luck >&2; exit 3")], Second).SendAsync(Example, Cancellation)
        );
        string hanging = Script(folder, "echo $$ > \"$0.pid\"; sleep 600");
        var hung = await Assert.ThrowsAsync<AlertException>(() =>
            new CommandChannel([hanging], TimeSpan.FromSeconds(0.5)).SendAsync(Example, Cancellation)
        );
        var gone = await Assert.ThrowsAsync<AlertException>(() =>
            new CommandChannel([folder.File("nothing")], Second).SendAsync(Example, Cancellation)
        );

        Assert.Equal("ended with code 3: no luck", failed.Message);
        Assert.Equal("did not end within 0.5 s and was killed", hung.Message);
        Assert.True(gone.IsPermanent);
        int id = int.Parse(
            await File.ReadAllTextAsync(hanging + ".pid", Cancellation),
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.True(
            !Directory.Exists($"/proc/{id}")
                || File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal),
            "the command still runs"
        );
    }

    private static SmtpChannel Mail(int port, string? user, string? password, double seconds = 5) =>
        new(
            "127.0.0.1",
            port,
            SecureSocketOptions.None,
            user,
            password,
            MailboxAddress.Parse("ploutos@example.org"),
            [MailboxAddress.Parse("you@example.org")],
            TimeSpan.FromSeconds(seconds)
        );

    private static string Script(TemporaryFolder folder, string body)
    {
        string path = folder.File($"script-{Guid.NewGuid():N}.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
