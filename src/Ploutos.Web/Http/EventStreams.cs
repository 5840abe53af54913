using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ploutos.Web.Http;

/// <summary>Streams of events that end when the host stops, and at once where only their headers
/// were asked for.</summary>
internal static class EventStreams
{
    /// <summary>The answer with a stream's items.</summary>
    public static ServerSentEventsResult<string> Of(
        HttpContext context,
        Func<CancellationToken, IAsyncEnumerable<SseItem<string>>> items
    )
    {
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy passes each event on at once
        return TypedResults.ServerSentEvents(HeadRequests.IsHead(context) ? None() : UntilStopped(context, items));
    }

    private static async IAsyncEnumerable<SseItem<string>> UntilStopped(
        HttpContext context,
        Func<CancellationToken, IAsyncEnumerable<SseItem<string>>> items,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        CancellationToken stopping = context
            .RequestServices.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping;
        HiddenPaths hidden = context.RequestServices.GetRequiredService<HiddenPaths>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            cancellation,
            stopping,
            context.RequestAborted
        );
        await using IAsyncEnumerator<SseItem<string>> source = items(over.Token).GetAsyncEnumerator(over.Token);
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync())
                    yield break;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                yield break;
            }

            SseItem<string> item = source.Current;
            yield return new(hidden.Clean(item.Data), item.EventType) { EventId = item.EventId };
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> None()
    {
        await Task.CompletedTask;
        yield break;
    }
}
