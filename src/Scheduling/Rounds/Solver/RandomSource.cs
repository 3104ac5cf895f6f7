using System.Numerics;
using System.Runtime.CompilerServices;

namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>Random numbers that are the same for a seed on every machine and every release (xoroshiro128+ after Blackman and Vigna).</summary>
/// <remarks>The framework's own promises no sequence from one release to the next, and a plan must be repeatable.</remarks>
internal struct RandomSource
{
    private const int Steps = 1 << 14;
    private static readonly double[] Exponential = MakeExponential();

    private ulong _first;
    private ulong _second;

    public RandomSource(ulong seed)
    {
        _first = Scramble(ref seed);
        _second = Scramble(ref seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var (first, second) = (_first, _second);
        var sum = first + second;
        second ^= first;
        _first = BitOperations.RotateLeft(first, 24) ^ second ^ (second << 16);
        _second = BitOperations.RotateLeft(second, 37);
        return sum;
    }

    /// <summary>A whole number from 0 to one less than the bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from 0 to 1, without 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A waiting time with mean one, from a table: the logarithm a search would otherwise take in every step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Waiting() => Exponential[Next() >> 50];

    private static ulong Scramble(ref ulong seed)
    {
        seed += 0x9E3779B97F4A7C15;
        var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private static double[] MakeExponential()
    {
        var values = new double[Steps];
        for (var i = 0; i < Steps; i++) values[i] = -Math.Log((i + 0.5) / Steps);
        return values;
    }
}
