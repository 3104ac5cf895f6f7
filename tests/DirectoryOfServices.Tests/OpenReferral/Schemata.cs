using System.Text.Json;
using Json.Schema;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>The standard's own schemata, where they lie beside this repository; nothing of them stands in it.</summary>
internal static class Schemata
{
    private static readonly Lazy<IReadOnlyDictionary<string, JsonSchema>?> Read = new(ReadAll);

    private static readonly EvaluationOptions Strictly = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>Skips the test where the schemata are not at hand.</summary>
    public static void Require()
    {
        if (Read.Value is null) Assert.Skip("The standard's schemata are not beside this repository (shared/data/oruk-3.0/schemata).");
    }

    /// <summary>The record is valid by the schema of that name, formats included.</summary>
    public static void AssertValid(string name, JsonElement record)
    {
        var schema = (Read.Value ?? throw new InvalidOperationException("Call Require first."))[name];
        var result = schema.Evaluate(record, Strictly);
        if (result.IsValid) return;

        var wrong = (result.Details ?? []).Where(part => part.Errors is not null)
            .SelectMany(part => part.Errors!.Select(error => $"{part.InstanceLocation}: {error.Key} {error.Value}"));
        Assert.Fail($"{name}: {string.Join("; ", wrong)} in {record}");
    }

    private static Dictionary<string, JsonSchema>? ReadAll()
    {
        if (Folder() is not { } folder) return null;

        var schemata = new Dictionary<string, JsonSchema>();
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            // They refer to each other by the names of their files, and carry members of the table schemata they come from.
            var schema = JsonSchema.FromText(
                File.ReadAllText(file), new BuildOptions { Dialect = Dialect.Draft202012 }, new Uri($"https://schemata.example/{Path.GetFileName(file)}"));
            schemata[Path.GetFileNameWithoutExtension(file)] = schema;
        }

        return schemata;
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var schemata = Path.Combine(folder.FullName, "shared", "data", "oruk-3.0", "schemata");
            if (Directory.Exists(schemata)) return schemata;
        }

        return null;
    }
}
