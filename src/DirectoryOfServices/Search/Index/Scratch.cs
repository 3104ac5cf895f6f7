using System.Buffers;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Memory for one search, borrowed and given back: a search over half a million services leaves no garbage behind.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly List<ulong[]> bits = [];
    private readonly List<uint[]> accumulators = [];
    private readonly List<int[]> numbers = [];

    /// <summary>Empty sets; it may be longer than asked for.</summary>
    public ulong[] Bits(int words) => Rent(bits, words);

    public uint[] Accumulators(int documents) => Rent(accumulators, documents);

    public int[] Numbers(int count) => Rent(numbers, count);

    public void Dispose()
    {
        Return(bits);
        Return(accumulators);
        Return(numbers);
    }

    private static T[] Rent<T>(List<T[]> rented, int length)
    {
        var array = ArrayPool<T>.Shared.Rent(length);
        array.AsSpan(0, length).Clear();
        rented.Add(array);
        return array;
    }

    private static void Return<T>(List<T[]> rented)
    {
        foreach (var array in rented) ArrayPool<T>.Shared.Return(array);
        rented.Clear();
    }
}
