namespace IntegratedCare.Architecture.Tests;

/// <summary>Compares what the code says of itself with what was committed.</summary>
internal static class Snapshots
{
    /// <summary>Set to 1 to write the files anew; the change then shows in the review.</summary>
    private static readonly bool Writes = Environment.GetEnvironmentVariable("WRITE_SNAPSHOTS") == "1";

    public static void AssertMatches(string path, string actual, string because)
    {
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        var committed = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(committed == actual,
            $"{Repository.Relative(path)} differs: {because}. If the change is meant, run with WRITE_SNAPSHOTS=1.\n{actual}");
    }
}
