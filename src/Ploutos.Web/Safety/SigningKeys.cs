using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;
using Ploutos.Workspace;

namespace Ploutos.Web.Safety;

/// <summary>The keys that sign cookies, one XML file each in <c>server/keys</c>. A disk that can't
/// be written costs the sessions at the next restart, not the start.</summary>
internal sealed partial class SigningKeys(string serverFolder, ILogger<SigningKeys> log) : IXmlRepository
{
    private readonly string _folder = Path.Combine(serverFolder, "keys");
    private readonly List<XElement> _unwritten = [];
    private readonly Lock _gate = new();

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
            return [.. Read(), .. _unwritten];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        lock (_gate)
        {
            try
            {
                OwnersFile.Write(
                    serverFolder,
                    Path.Combine("keys", $"{Guid.NewGuid():N}.xml"),
                    System.Text.Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))
                );
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or PloutosException)
            {
                _unwritten.Add(element);
                Unwritten(e.Message);
            }
        }
    }

    private List<XElement> Read()
    {
        var found = new List<XElement>();
        if (!Directory.Exists(_folder))
            return found;
        try
        {
            OwnersFile.Restrict(serverFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unwritten(e.Message);
        }

        foreach (string file in Directory.EnumerateFiles(_folder, "*.xml").Order(StringComparer.Ordinal))
        {
            try
            {
                found.Add(XElement.Load(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Xml.XmlException)
            {
                Unread(Path.GetFileName(file), e.Message);
            }
        }

        return found;
    }

    [LoggerMessage(LogLevel.Warning, "The keys of the sessions can't be stored, so a restart will end them: {Reason}")]
    private partial void Unwritten(string reason);

    [LoggerMessage(LogLevel.Warning, "The session key {File} can't be read; its sessions have ended: {Reason}")]
    private partial void Unread(string file, string reason);
}
