namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>How many letters left out, put in, changed or swapped with a neighbour lie between what was typed and a word.</summary>
internal static class TypingErrors
{
    private const int LengthMax = 40;

    /// <summary>The fewest errors to the word, or to a beginning of it where it is still being typed; null where there are more than allowed.</summary>
    public static int? Between(string typed, string word, bool isWhole, int errorsMax)
    {
        var reach = Math.Min(word.Length, typed.Length + errorsMax);
        if (typed.Length > LengthMax || reach > LengthMax + errorsMax) return null;
        if ((isWhole && word.Length > typed.Length + errorsMax) || typed.Length > word.Length + errorsMax) return null;

        Span<int> beforeLast = stackalloc int[reach + 1], last = stackalloc int[reach + 1], row = stackalloc int[reach + 1];
        for (var j = 0; j <= reach; j++) last[j] = j;
        for (var i = 1; i <= typed.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= reach; j++)
            {
                var errors = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (typed[i - 1] == word[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1]) errors = Math.Min(errors, beforeLast[j - 2] + 1);
                row[j] = errors;
                least = Math.Min(least, errors);
            }

            if (least > errorsMax) return null;
            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }

        var fewest = last[reach];
        if (!isWhole)
        {
            foreach (var errors in last) fewest = Math.Min(fewest, errors);
        }

        return fewest <= errorsMax ? fewest : null;
    }
}
