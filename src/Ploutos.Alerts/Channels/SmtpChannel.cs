using System.Globalization;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Ploutos.Alerts.Channels;

/// <summary>Mail, by MailKit. A refusal with 4xx is tried again, one with 5xx and a wrong password
/// are not.</summary>
internal sealed class SmtpChannel(
    string host,
    int port,
    SecureSocketOptions security,
    string? user,
    string? password,
    MailboxAddress from,
    IReadOnlyList<MailboxAddress> to,
    TimeSpan timeout
) : IAlertChannel
{
    public string Description => $"mail to {string.Join(", ", to.Select(a => a.Address))} by {host}:{port}";

    public string? Warning =>
        security != SecureSocketOptions.None ? null
        : user is not null
            ? "the mail, its user and its password go over the network unencrypted: "
                + "set \"security\" to \"starttls\" or \"tls\""
        : "the mail goes over the network unencrypted: set \"security\" to \"starttls\" or \"tls\"";

    public async Task SendAsync(Alert alert, CancellationToken cancellation)
    {
        using var message = new MimeMessage
        {
            Subject = $"Ploutos: {alert.Title}",
            Body = new TextPart("plain") { Text = alert.Text + "\n" },
            Date = alert.At,
            // The same alert sent again after a crash is known by it as the same mail.
            MessageId = $"{Uri.EscapeDataString(alert.Id)}@ploutos.local",
        };
        message.From.Add(from);
        message.To.AddRange(to);
        using var client = new SmtpClient();
        using var limit = new CancellationTokenSource(timeout);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await client.ConnectAsync(host, port, security, both.Token).ConfigureAwait(false);
            if (user is not null && password is not null)
                await client.AuthenticateAsync(user, password, both.Token).ConfigureAwait(false);
            await client.SendAsync(message, both.Token).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertException(
                string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.#} s"),
                inner: e
            );
        }
        catch (AuthenticationException e)
        {
            throw new AlertException($"refuses the user or the password: {e.Message}", isPermanent: true, inner: e);
        }
        catch (MailKit.ServiceNotAuthenticatedException e)
        {
            throw new AlertException($"takes no mail without a login: {e.Message}", isPermanent: true, inner: e);
        }
        catch (SmtpCommandException e)
        {
            throw new AlertException(
                $"refuses the mail: {(int)e.StatusCode} {e.Message}",
                isPermanent: (int)e.StatusCode >= 500,
                inner: e
            );
        }
        catch (Exception e)
            when (e
                    is SocketException
                        or IOException
                        or SmtpProtocolException
                        or SslHandshakeException
                        or NotSupportedException
                        or MailKit.ServiceNotConnectedException
            )
        {
            throw new AlertException($"can't be reached: {e.Message}", inner: e);
        }
    }
}
