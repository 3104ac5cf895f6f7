using System.Numerics;
using System.Runtime.InteropServices;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Sets of documents as bits, 64 to a word: what holds for a service is a bit, and what must hold together is one pass of the processor.</summary>
/// <remarks>Borrowed memory may be longer than the set in it: two sets are taken together as far as both reach.</remarks>
internal static class Bits
{
    private const int Shift = 6;
    private const int Mask = 63;

    public static int WordsFor(int count) => (count + Mask) >> Shift;

    public static bool Has(ReadOnlySpan<ulong> bits, int index) => (bits[index >> Shift] >> (index & Mask) & 1) != 0;

    public static void Set(Span<ulong> bits, int index) => bits[index >> Shift] |= 1UL << (index & Mask);

    public static void Clear(Span<ulong> bits, int index) => bits[index >> Shift] &= ~(1UL << (index & Mask));

    /// <summary>Every document from the first to the last; the bits beyond stay empty, so that counts are right.</summary>
    public static ulong[] All(int count)
    {
        var bits = new ulong[WordsFor(count)];
        Array.Fill(bits, ulong.MaxValue);
        if ((count & Mask) != 0) bits[^1] = (1UL << (count & Mask)) - 1;
        return bits;
    }

    public static void And(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        into = into[..Math.Min(into.Length, other.Length)];
        other = other[..into.Length];
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var i = 0; i < wide.Length; i++) wide[i] &= wideOther[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] &= other[i];
    }

    public static void AndNot(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        into = into[..Math.Min(into.Length, other.Length)];
        other = other[..into.Length];
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var i = 0; i < wide.Length; i++) wide[i] = Vector.AndNot(wide[i], wideOther[i]);
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] &= ~other[i];
    }

    public static void Or(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        into = into[..Math.Min(into.Length, other.Length)];
        other = other[..into.Length];
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var wideOther = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        for (var i = 0; i < wide.Length; i++) wide[i] |= wideOther[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] |= other[i];
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>How many documents stand in both sets.</summary>
    public static int CountOfBoth(ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> other)
    {
        bits = bits[..Math.Min(bits.Length, other.Length)];
        other = other[..bits.Length];
        var (even, odd, i) = (0, 0, 0);
        for (; i + 1 < bits.Length; i += 2)
        {
            even += BitOperations.PopCount(bits[i] & other[i]);
            odd += BitOperations.PopCount(bits[i + 1] & other[i + 1]);
        }

        if (i < bits.Length) even += BitOperations.PopCount(bits[i] & other[i]);
        return even + odd;
    }

    public static Documents Each(ReadOnlySpan<ulong> bits) => new(bits);

    /// <summary>The documents of a set, in order.</summary>
    public ref struct Documents(ReadOnlySpan<ulong> bits)
    {
        private readonly ReadOnlySpan<ulong> bits = bits;
        private ulong rest;
        private int word = -1;

        public int Current { get; private set; }

        public readonly Documents GetEnumerator() => this;

        public bool MoveNext()
        {
            while (rest == 0)
            {
                if (++word >= bits.Length) return false;
                rest = bits[word];
            }

            Current = (word << Shift) + BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }
}
