using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Ploutos.Web.Hosting;

namespace Ploutos.Web.Tests;

public sealed class VisitorsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_prepared_ahead_waits_until_each_visitor_is_answered()
    {
        var visitors = new Visitors(turns: 200);
        TaskCompletionSource one = new(),
            other = new();
        Task first = visitors.Counted(_ => one.Task)(new DefaultHttpContext()),
            second = visitors.Counted(_ => other.Task)(new DefaultHttpContext()),
            served = visitors.Served(Stop);
        Assert.False(served.IsCompleted);
        one.SetResult();
        await first;
        Assert.False(visitors.Served(Stop).IsCompleted);
        other.SetException(new InvalidOperationException("a page that fails"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        Assert.True(visitors.Served(Stop).IsCompletedSuccessfully);
        await served;
    }

    [Fact]
    public async Task A_stream_that_has_begun_keeps_nobody_waiting()
    {
        var visitors = new Visitors(turns: 200);
        TaskCompletionSource end = new();
        var response = new Response();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(response);
        Task stream = visitors.Counted(_ => end.Task)(context);
        Assert.False(visitors.Served(Stop).IsCompleted);
        await response.Begin();
        Assert.True(visitors.Served(Stop).IsCompletedSuccessfully);
        end.SetResult();
        await stream;
        Assert.True(visitors.Served(Stop).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_visitor_who_is_never_answered_holds_nothing_up_for_long()
    {
        var visitors = new Visitors(turns: 2);
        TaskCompletionSource never = new();
        Task visit = visitors.Counted(_ => never.Task)(new DefaultHttpContext());
        await visitors.Served(Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.False(visit.IsCompleted);
        Assert.True(visitors.Served(Stop).IsCompletedSuccessfully);
    }

    private sealed class Response : HttpResponseFeature
    {
        public Func<Task> Begin { get; private set; } = () => Task.CompletedTask;

        public override void OnStarting(Func<object, Task> callback, object state) => Begin = () => callback(state);
    }
}
