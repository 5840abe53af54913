using System.Net;
using Ploutos.Workspace;

namespace Ploutos.PaperTrading.Alpaca;

/// <summary>Where orders go: Alpaca's paper address and no other. Live money is out of the
/// question, so there is no setting for it.</summary>
internal static class AlpacaEndpoint
{
    public static Uri Paper { get; } = new("https://paper-api.alpaca.markets");

    /// <summary>Refuses every address but the paper one; loopback only where a test asks for it.</summary>
    public static Uri Require(Uri address, bool allowLoopback = false)
    {
        bool paper =
            address.Scheme == Uri.UriSchemeHttps
            && address.IdnHost == Paper.Host
            && address.IsDefaultPort
            && address.UserInfo.Length == 0;
        bool loopback =
            allowLoopback && IPAddress.TryParse(address.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip);
        return paper || loopback
            ? address
            : throw new PloutosException(
                Fault.WrongUsage,
                $"Orders go to {Paper.GetLeftPart(UriPartial.Authority)} and nowhere else, but the address is"
                    + $" '{address}'. Ploutos trades on paper only."
            );
    }
}
