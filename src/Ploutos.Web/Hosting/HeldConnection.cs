using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Ploutos.Web.Hosting;

/// <summary>A connection and whether a request runs on it.</summary>
internal sealed class HeldConnection(ConnectionContext connection, IPAddress client, bool isProxy)
{
    private int _requests;

    /// <summary>Who holds it, in the unit that limits count by.</summary>
    public IPAddress Client => client;

    /// <summary>It is a trusted proxy's, which speaks for many clients.</summary>
    public bool IsProxy => isProxy;

    /// <summary>No request runs on it.</summary>
    public bool IsIdle => Volatile.Read(ref _requests) == 0;

    /// <summary>A request begins (1) or ends (-1).</summary>
    public void Add(int requests) => Interlocked.Add(ref _requests, requests);

    /// <summary>Closes it at once.</summary>
    public void Close() => connection.Abort(new ConnectionAbortedException("The client held too many connections."));
}
