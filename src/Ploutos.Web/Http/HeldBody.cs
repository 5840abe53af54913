using System.Buffers;
using CommunityToolkit.HighPerformance.Buffers;
using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Http;

/// <summary>Holds an answer's JSON or HTML back until it is complete; other bodies, such as streams of
/// events, pass at once. What is held lies in an array of <see cref="HiddenPaths.Pool"/>; one that is larger
/// than the pool keeps is made anew and left to the collector.</summary>
internal sealed class HeldBody(HttpResponse response, Stream inner) : Stream
{
    private readonly ArrayPoolBufferWriter<byte> _held = new(HiddenPaths.Pool);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsHeld =>
        response.ContentType is { } type
        && (
            type.Contains("json", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Sends what was held, without what is hidden.</summary>
    public async Task SendAsync(HiddenPaths hidden, CancellationToken cancellation)
    {
        if (_held.WrittenCount == 0)
            return;
        using ArrayPoolBufferWriter<byte>? cleaned = hidden.Clean(_held.WrittenSpan);
        ReadOnlyMemory<byte> body = (cleaned ?? _held).WrittenMemory;
        if (!response.HasStarted && response.ContentLength is not null)
            response.ContentLength = body.Length;
        await inner.WriteAsync(body, cancellation);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsHeld)
            return inner.WriteAsync(buffer, cancellationToken);
        _held.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsHeld)
            _held.Write(buffer.AsSpan(offset, count));
        else
            inner.Write(buffer, offset, count);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        IsHeld ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush()
    {
        if (!IsHeld)
            inner.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _held.Dispose();
        base.Dispose(disposing);
    }
}
