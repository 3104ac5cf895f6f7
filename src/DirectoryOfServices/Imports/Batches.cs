using System.Runtime.CompilerServices;

namespace IntegratedCare.DirectoryOfServices.Imports;

internal static class Batches
{
    /// <summary>Gathers what comes one by one into lists of at most so many, which end where they have become so large.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> Batch<T>(
        this IAsyncEnumerable<T> items, int most, Func<T, long> sizeOf, long sizeMax, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (batch, size) = (new List<T>(), 0L);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            batch.Add(item);
            size += sizeOf(item);
            if (batch.Count < most && size < sizeMax) continue;
            yield return batch;
            (batch, size) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }
}
