namespace Ploutos.MarketData.Sources.Files;

/// <summary>A stream whose first bytes were looked at. What unpacks to more than a limit is
/// refused.</summary>
internal sealed class PeekedStream : Stream
{
    private readonly Stream _inner;
    private readonly Func<long, MarketDataException?> _refuse;
    private readonly byte[] _head;
    private int _at;
    private long _total;

    /// <summary>Reads the first bytes.</summary>
    /// <param name="inner">The stream, at its beginning; closed with this one.</param>
    /// <param name="refuse">Told of the bytes so far; answers with a reason to stop.</param>
    public PeekedStream(Stream inner, Func<long, MarketDataException?>? refuse = null)
    {
        (_inner, _refuse) = (inner, refuse ?? (static _ => null));
        byte[] head = new byte[FileKinds.HeadBytes];
        int read = inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        _head = head[..read];
        Count(read);
    }

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Head => _head;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at < _head.Length)
        {
            int n = Math.Min(buffer.Length, _head.Length - _at);
            _head.AsSpan(_at, n).CopyTo(buffer);
            _at += n;
            return n;
        }

        int read = _inner.Read(buffer);
        Count(read);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private void Count(int read)
    {
        _total += read;
        if (_refuse(_total) is { } refusal)
            throw refusal;
    }
}
