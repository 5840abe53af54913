using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Hosting;

/// <summary>How many visitors wait for the beginning of an answer: a stream that has begun keeps nobody
/// waiting.</summary>
/// <param name="turns">Twentieths of a second that work is held up for visitors, in all.</param>
internal sealed class Visitors(int turns)
{
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(50);

    private int _waiting,
        _turns = turns;

    /// <summary>The pipeline that counts whom it serves.</summary>
    /// <param name="pipeline">What serves them.</param>
    public RequestDelegate Counted(RequestDelegate pipeline) =>
        async context =>
        {
            int waits = 1;
            Interlocked.Increment(ref _waiting);
            context.Response.OnStarting(() =>
            {
                Answered();
                return Task.CompletedTask;
            });
            try
            {
                await pipeline(context);
            }
            finally
            {
                Answered();
            }

            void Answered()
            {
                if (Interlocked.Exchange(ref waits, 0) == 1)
                    Interlocked.Decrement(ref _waiting);
            }
        };

    /// <summary>Ends when nobody waits, or when all calls together have used up the turns: a visitor may wait for
    /// what never comes.</summary>
    /// <param name="stop">Ends the wait.</param>
    public async Task Served(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        while (Volatile.Read(ref _waiting) > 0 && Interlocked.Decrement(ref _turns) >= 0)
            await Task.Delay(s_turn, stop);
    }
}
