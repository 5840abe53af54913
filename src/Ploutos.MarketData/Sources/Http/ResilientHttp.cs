using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Ploutos.MarketData.Delivery;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Ploutos.MarketData.Sources.Http;

/// <summary>GET with retries (exponential, with jitter, or as <c>Retry-After</c> asks), a rate
/// limit and a circuit breaker for each host, a timeout for each attempt that includes the body,
/// and one for the whole.</summary>
internal sealed class ResilientHttp(SourceSettings settings, TimeProvider time)
{
    private const int LargestBody = 16 << 20;

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public async Task<HttpReply> GetAsync(
        string source,
        HttpClient client,
        Uri address,
        Action<HttpRequestHeaders>? headers,
        CancellationToken cancellation
    )
    {
        Host host = _hosts.GetOrAdd(address.Authority, _ => new(settings, time));
        try
        {
            return await AskAsync(host, client, address, headers, cancellation).ConfigureAwait(false);
        }
        catch (BrokenCircuitException e)
        {
            throw new SourceException(
                source,
                SourceFault.Unavailable,
                "failed many times in a row and is left alone for a while. Try again in a minute, or another source.",
                e
            );
        }
        catch (TimeoutRejectedException e)
        {
            throw new SourceException(
                source,
                SourceFault.Unavailable,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"did not answer in time ({settings.AttemptTimeout.TotalSeconds:0.#} s an attempt,"
                        + $" {settings.Retries + 1} attempts). Check the network, or try another source."
                ),
                e
            );
        }
        catch (InvalidDataException e) // it is not compressed as its header says
        {
            throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"the answer can't be unpacked: {e.Message} Try again, or another source.",
                e
            );
        }
        catch (BodyTooLargeException e)
        {
            throw new SourceException(
                source,
                SourceFault.ChangedShape,
                $"the answer is larger than {LargestBody >> 20} MB, which no history of daily bars needs. Ask for"
                    + $" fewer years, or another source.",
                e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancellation.IsCancellationRequested)
        {
            throw new SourceException(
                source,
                SourceFault.Unavailable,
                $"can't be reached, or broke off: {e.Message.TrimEnd('.')}. Check the network, or try another source.",
                e
            );
        }
    }

    /// <summary>Asks in the host's turn, and again where that may help.</summary>
    private async Task<HttpReply> AskAsync(
        Host host,
        HttpClient client,
        Uri address,
        Action<HttpRequestHeaders>? headers,
        CancellationToken cancellation
    ) =>
        await host
            .Pipeline.ExecuteAsync(
                async token =>
                {
                    await host.Pace.WaitAsync(token).ConfigureAwait(false);
                    return await host
                        .Attempt.ExecuteAsync(
                            async t => await SendAsync(client, address, headers, t).ConfigureAwait(false),
                            token
                        )
                        .ConfigureAwait(false);
                },
                cancellation
            )
            .ConfigureAwait(false);

    private static bool IsTransport(Exception e) =>
        e is HttpRequestException or IOException or TimeoutRejectedException;

    private async Task<HttpReply> SendAsync(
        HttpClient client,
        Uri address,
        Action<HttpRequestHeaders>? headers,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        headers?.Invoke(request.Headers);
        using HttpResponseMessage response = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            .ConfigureAwait(false);
        if (response.Content.Headers.ContentLength > LargestBody)
            throw new BodyTooLargeException();
        using var body = new MemoryStream();
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > LargestBody)
                throw new BodyTooLargeException();
            body.Write(buffer, 0, read);
        }

        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body.ToArray(), wait)
        {
            RedirectHost = response.Headers.Location is { IsAbsoluteUri: true } to ? to.Host : null,
        };
    }

    /// <summary>No transport fault: another attempt would only load it again.</summary>
    private sealed class BodyTooLargeException : Exception;

    /// <summary>What one host is treated with.</summary>
    private sealed class Host
    {
        public Host(SourceSettings settings, TimeProvider time)
        {
            Pace = new(settings.RequestsPerSecond, time);
            Attempt = new ResiliencePipelineBuilder { TimeProvider = time }
                .AddTimeout(settings.AttemptTimeout)
                .Build();
            var builder = new ResiliencePipelineBuilder<HttpReply> { TimeProvider = time };
            builder.AddTimeout(settings.TotalTimeout);
            if (settings.Retries > 0)
            {
                builder.AddRetry(
                    new RetryStrategyOptions<HttpReply>
                    {
                        MaxRetryAttempts = settings.Retries,
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

            Pipeline = builder
                .AddCircuitBreaker(
                    new CircuitBreakerStrategyOptions<HttpReply>
                    {
                        FailureRatio = 0.8,
                        MinimumThroughput = 12,
                        SamplingDuration = TimeSpan.FromSeconds(30),
                        BreakDuration = TimeSpan.FromSeconds(15),
                        ShouldHandle = a =>
                            ValueTask.FromResult(
                                a.Outcome.Exception is { } e
                                    ? IsTransport(e)
                                    : a.Outcome.Result is { IsTransient: true }
                            ),
                    }
                )
                .Build();
        }

        public ResiliencePipeline<HttpReply> Pipeline { get; }

        public ResiliencePipeline Attempt { get; }

        public RequestPace Pace { get; }
    }
}
