using Microsoft.AspNetCore.Http;

namespace Ploutos.Web.Http;

/// <summary>Holds an answer's JSON back until it is complete; other bodies, such as streams of
/// events, pass at once.</summary>
internal sealed class HeldBody(HttpResponse response, Stream inner) : Stream
{
    private readonly MemoryStream _held = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsHeld => response.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Sends what was held.</summary>
    public async Task SendAsync(Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change, CancellationToken cancellation)
    {
        if (_held.Length == 0)
            return;
        ReadOnlyMemory<byte> before = _held.GetBuffer().AsMemory(0, (int)_held.Length),
            after = change(before);
        if (!response.HasStarted && response.ContentLength is not null)
            response.ContentLength = after.Length;
        await inner.WriteAsync(after, cancellation);
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
            _held.Write(buffer, offset, count);
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
