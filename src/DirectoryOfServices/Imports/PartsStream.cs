namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>A file that is had in parts, each fetched when it is read: whoever stops reading has nothing behind them that still runs.</summary>
/// <param name="part">The part of a number, from 0 on; null: there is none.</param>
internal sealed class PartsStream(Func<int, CancellationToken, Task<byte[]?>> part) : Stream
{
    private ReadOnlyMemory<byte> left;
    private int number;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (left.IsEmpty)
        {
            if (await part(number, cancellationToken) is not { } fetched) return 0;
            (left, number) = (fetched, number + 1);
        }

        var read = Math.Min(buffer.Length, left.Length);
        left[..read].CopyTo(buffer);
        left = left[read..];
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts are fetched from a database.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
