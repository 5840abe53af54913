using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Ploutos.Web.Safety;
using Ploutos.Web.Settings;

namespace Ploutos.Web.Hosting;

/// <summary>How many connections may be held: by one client, and by all together. Beyond a limit
/// the oldest idle connection makes room, of the client that holds the most; so whoever holds many
/// keeps nobody out, not even other programs on the same machine. A connection is refused only
/// where no idle one is left.</summary>
internal sealed class ConnectionLimits(ServeOptions options, IReadOnlyList<IPNetwork> proxies)
{
    private static readonly object s_held = new();

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, LinkedList<HeldConnection>> _clients = [];
    private int _all;

    /// <summary>Counts a connection for as long as it lives.</summary>
    public ConnectionDelegate Watch(ConnectionDelegate next) =>
        async connection =>
        {
            IPAddress address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
            if (address.IsIPv4MappedToIPv6)
                address = address.MapToIPv4();
            var held = new HeldConnection(connection, Client.Unit(address), proxies.Any(p => p.Contains(address)));
            if (!Enter(held))
            {
                held.Close();
                return;
            }

            try
            {
                connection.Items[s_held] = held;
                await next(connection);
            }
            finally
            {
                Leave(held);
            }
        };

    /// <summary>Tells which connections are idle.</summary>
    public static void Use(IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                if (context.Features.Get<IConnectionItemsFeature>()?.Items[s_held] is not HeldConnection held)
                {
                    await next(context);
                    return;
                }

                held.Add(1);
                try
                {
                    await next(context);
                }
                finally
                {
                    held.Add(-1);
                }
            }
        );

    private bool Enter(HeldConnection fresh)
    {
        HeldConnection? room = null;
        lock (_gate)
        {
            LinkedList<HeldConnection> own = _clients.GetValueOrDefault(fresh.Client) ?? [];
            bool ownIsFull = !fresh.IsProxy && own.Count >= options.ConnectionsPerClient;
            if (ownIsFull || _all >= options.Connections)
            {
                room = ownIsFull ? Idle(own) : Busiest().Select(Idle).FirstOrDefault(i => i is not null);
                if (room is null)
                    return false;
                Remove(room);
            }

            _clients[fresh.Client] = own;
            own.AddLast(fresh);
            _all++;
        }

        room?.Close();
        return true;
    }

    private void Leave(HeldConnection gone)
    {
        lock (_gate)
            Remove(gone);
    }

    private void Remove(HeldConnection gone)
    {
        if (!_clients.TryGetValue(gone.Client, out LinkedList<HeldConnection>? own) || !own.Remove(gone))
            return;
        _all--;
        if (own.Count == 0)
            _clients.Remove(gone.Client);
    }

    private IEnumerable<LinkedList<HeldConnection>> Busiest() => _clients.Values.OrderByDescending(c => c.Count);

    private static HeldConnection? Idle(LinkedList<HeldConnection> held) => held.FirstOrDefault(c => c.IsIdle);
}
