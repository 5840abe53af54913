using System.Net;
using System.Text;
using Ploutos.PaperTrading.Brokers;
using Ploutos.Workspace;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Ploutos.PaperTrading.Alpaca;

/// <summary>An answer: its status and its text.</summary>
internal sealed record AlpacaReply(HttpStatusCode Status, string Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsTransient =>
        Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500;
}

/// <summary>Requests to the paper API: keys in headers only, no redirects, a timeout an attempt.
/// What may be repeated is, with growing waits or as
/// <c>Retry-After</c> asks; an order is repeated by its caller, who first looks whether it has
/// arrived.</summary>
internal sealed class AlpacaHttp : IDisposable
{
    private const int LargestAnswer = 4 << 20;
    private readonly AlpacaSettings _settings;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<AlpacaReply> _repeated;
    private readonly ResiliencePipeline<AlpacaReply> _once;

    /// <param name="settings">Where to, with which keys, and how patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">What sends the requests; null for the network.</param>
    public AlpacaHttp(AlpacaSettings settings, TimeProvider time, HttpMessageHandler? handler = null)
    {
        AlpacaEndpoint.Require(settings.Address, settings.AllowLoopback);
        if (string.IsNullOrWhiteSpace(settings.KeyId) || string.IsNullOrWhiteSpace(settings.SecretKey))
            throw new PloutosException(
                Fault.WrongUsage,
                "Alpaca's paper account needs its keys: set APCA_API_KEY_ID and APCA_API_SECRET_KEY in the "
                    + "environment (those of the paper account), or name the embedded broker in paper.json."
            );
        _settings = settings;
        _client = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = settings.Address,
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", settings.KeyId);
        _client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", settings.SecretKey);
        _once = new ResiliencePipelineBuilder<AlpacaReply> { TimeProvider = time }
            .AddTimeout(settings.AttemptTimeout)
            .Build();
        var repeated = new ResiliencePipelineBuilder<AlpacaReply> { TimeProvider = time };
        if (settings.Attempts > 1)
        {
            repeated.AddRetry(
                new RetryStrategyOptions<AlpacaReply>
                {
                    MaxRetryAttempts = settings.Attempts - 1,
                    Delay = settings.RetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = a =>
                        ValueTask.FromResult(
                            a.Outcome.Exception is { } e
                                ? IsTransport(e)
                                : a.Outcome.Result is { IsTransient: true } reply
                                    && !(reply.RetryAfter > settings.LongestRetryAfter)
                        ),
                    DelayGenerator = a => ValueTask.FromResult(a.Outcome.Result?.RetryAfter),
                }
            );
        }

        _repeated = repeated.AddTimeout(settings.AttemptTimeout).Build();
    }

    /// <summary>A request that may be repeated: it asks, or deletes.</summary>
    public Task<AlpacaReply> RepeatAsync(HttpMethod method, string path, CancellationToken cancellation) =>
        TranslateAsync(
            path,
            async () =>
                await _repeated
                    .ExecuteAsync(async t => await SendAsync(method, path, null, t).ConfigureAwait(false), cancellation)
                    .ConfigureAwait(false)
        );

    /// <summary>A request that is sent once.</summary>
    public Task<AlpacaReply> PostOnceAsync(string path, string json, CancellationToken cancellation) =>
        TranslateAsync(
            path,
            async () =>
                await _once
                    .ExecuteAsync(
                        async t => await SendAsync(HttpMethod.Post, path, json, t).ConfigureAwait(false),
                        cancellation
                    )
                    .ConfigureAwait(false)
        );

    public void Dispose() => _client.Dispose();

    private static bool IsTransport(Exception e) =>
        e is HttpRequestException or IOException or TimeoutRejectedException;

    private async Task<AlpacaReply> TranslateAsync(string path, Func<Task<AlpacaReply>> send)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw new BrokerException(
                $"Alpaca's paper API did not answer {path} within {_settings.AttemptTimeout.TotalSeconds:0.#} s. "
                    + "Nothing is lost: the next run asks what became of it.",
                e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new BrokerException(
                $"Alpaca's paper API can't be reached, or broke off at {path}: {e.Message.TrimEnd('.')}. Nothing is"
                    + " lost: the next run asks what became of it.",
                e
            );
        }
    }

    private async Task<AlpacaReply> SendAsync(
        HttpMethod method,
        string path,
        string? json,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client
            .SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation)
            .ConfigureAwait(false);
        TimeSpan? wait = response.Headers.RetryAfter?.Delta;
        // JSON is UTF-8, whatever the header says.
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        return new(response.StatusCode, Encoding.UTF8.GetString(body), wait);
    }
}
