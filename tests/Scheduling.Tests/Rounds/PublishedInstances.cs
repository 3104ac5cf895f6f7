using System.Globalization;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>The published instances and their best-known costs, where they lie beside the repository.</summary>
internal static class PublishedInstances
{
    public static (string Json, double BestKnown) Read(string name)
    {
        if (Folder() is not { } folder)
        {
            Assert.Skip("The published instances are not beside this repository (shared/data/hhcrsp).");
            return default;
        }

        var line = File.ReadLines(Path.Combine(folder, "best-known.csv")).Select(text => text.Split(','))
            .Single(cells => cells[0] == name + ".json");
        return (File.ReadAllText(Path.Combine(folder, name + ".json")), double.Parse(line[^1], CultureInfo.InvariantCulture));
    }

    // The instances lie in a folder beside the repository: the search climbs from the tests' output.
    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "hhcrsp");
            if (File.Exists(Path.Combine(data, "best-known.csv"))) return data;
        }

        return null;
    }
}
