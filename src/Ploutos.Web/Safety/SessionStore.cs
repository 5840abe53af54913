using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Logging;
using Ploutos.Workspace;

namespace Ploutos.Web.Safety;

/// <summary>Who is logged in. The cookie names a session, and the session is here: it ends with the
/// log-out, whoever kept a copy of the cookie. Sessions survive a restart in
/// <c>server/sessions-PORT.json</c>, by the hash of their names; another key ends them all.</summary>
internal sealed partial class SessionStore : ITicketStore
{
    /// <summary>Most sessions at a time; beyond them the one that ends first goes.</summary>
    public const int Most = 1000;

    private readonly string _folder;
    private readonly string _name;
    private readonly string _key;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionStore> _log;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _ends;

    public SessionStore(string serverFolder, int port, ApiKey key, TimeProvider time, ILogger<SessionStore> log)
    {
        _name = string.Create(CultureInfo.InvariantCulture, $"sessions-{port}.json");
        (_folder, _key, _time, _log) = (serverFolder, key.Print, time, log);
        _ends = Read();
    }

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Set(name, ticket);
        return Task.FromResult(name);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        Set(key, ticket, onlyKnown: true);
        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        DateTimeOffset end;
        lock (_gate)
        {
            if (!_ends.TryGetValue(HashOf(key), out end) || end <= _time.GetUtcNow())
                return Task.FromResult<AuthenticationTicket?>(null);
        }

        var properties = new AuthenticationProperties { IssuedUtc = end - Access.SessionLength, ExpiresUtc = end };
        return Task.FromResult<AuthenticationTicket?>(
            new(KeyHandler.Owner(Access.CookieScheme), properties, Access.CookieScheme)
        );
    }

    public Task RemoveAsync(string key)
    {
        lock (_gate)
        {
            if (_ends.Remove(HashOf(key)))
                Write();
        }

        return Task.CompletedTask;
    }

    private void Set(string name, AuthenticationTicket ticket, bool onlyKnown = false)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            if (onlyKnown && !_ends.ContainsKey(HashOf(name)))
                return; // it was ended while a request of it ran
            foreach ((string old, _) in _ends.Where(e => e.Value <= now).ToArray())
                _ends.Remove(old);
            _ends[HashOf(name)] = ticket.Properties.ExpiresUtc ?? now + Access.SessionLength;
            while (_ends.Count > Most)
                _ends.Remove(_ends.MinBy(e => e.Value).Key);
            Write();
        }
    }

    private static string HashOf(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private Dictionary<string, DateTimeOffset> Read()
    {
        string path = Path.Combine(_folder, _name);
        try
        {
            return
                File.Exists(path)
                && JsonSerializer.Deserialize(File.ReadAllBytes(path), SessionJson.Default.SessionFile) is { } file
                && file.Key == _key
                && file.Ends is { } ends
                ? new(ends)
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            Unread(e.Message);
            return [];
        }
    }

    private void Write()
    {
        try
        {
            var file = new SessionFile(_key, _ends);
            OwnersFile.Write(
                _folder,
                _name,
                JsonSerializer.SerializeToUtf8Bytes(file, SessionJson.Default.SessionFile)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PloutosException)
        {
            Unwritten(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sessions can't be read and have ended; log in again: {Reason}")]
    private partial void Unread(string reason);

    [LoggerMessage(LogLevel.Warning, "The sessions can't be stored, so a restart will end them: {Reason}")]
    private partial void Unwritten(string reason);
}
