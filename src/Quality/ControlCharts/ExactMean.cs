namespace IntegratedCare.Quality.ControlCharts;

/// <summary>A mean that is right to the last bit: the rounding errors of the sum are kept beside it.</summary>
/// <remarks>
/// A point equal to the mean breaks a run, and equal means equal: with a plain sum the mean of a hundred times 0.1 is not 0.1, and a process that
/// never moved would show seven points above its mean.
/// </remarks>
internal struct ExactMean
{
    private double sum;
    private double error;
    private int count;

    public void Add(double value)
    {
        var next = sum + value;
        var taken = next - sum;
        error += sum - (next - taken) + (value - taken);
        sum = next;
        count++;
    }

    /// <summary>The mean of what was added; not a number where nothing was.</summary>
    public readonly double Value
    {
        get
        {
            var quotient = sum / count;
            var remainder = Math.FusedMultiplyAdd(-quotient, count, sum);
            return quotient + (remainder + error) / count;
        }
    }
}
