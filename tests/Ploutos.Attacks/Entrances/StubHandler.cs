namespace Ploutos.Attacks.Entrances;

/// <summary>Answers requests in this process.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    /// <summary>What it answers.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new();

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => Task.FromResult(Answer(request));
}
