namespace Trading.Functions.Http;

/// <summary>The body turned out longer than its limit, which a chunked request doesn't announce.</summary>
internal sealed class BodyTooLargeException : Exception;

/// <summary>Reads at most <paramref name="limit"/> bytes of another stream.</summary>
/// <exception cref="BodyTooLargeException">On reading more.</exception>
internal sealed class LimitedStream(Stream inner, long limit) : Stream
{
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of a body isn't known before its end.");

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException("A body is read once, forwards.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A body is read once, forwards.");

    public override void SetLength(long value) => throw new NotSupportedException("A body is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is only read.");

    private int Count(int read)
    {
        total += read;
        return total > limit ? throw new BodyTooLargeException() : read;
    }
}
