using System.Reflection;
using System.Runtime.CompilerServices;

namespace IntegratedCare.Architecture.Tests;

/// <summary>The repository as it lies on disk, and the assemblies that it builds.</summary>
internal static class Repository
{
    /// <summary>The projects that own a database and talk by events.</summary>
    public static readonly string[] Services = ["DirectoryOfServices", "Identity", "Ledger", "Quality", "Scheduling"];

    public static readonly string Root = FindRoot();

    /// <summary>Every assembly of ours that runs in production.</summary>
    public static readonly Assembly[] Production =
        [.. Services.Concat(["Contracts", "Kernel", "Gateway", "ServiceDefaults"]).Select(Assembly.Load)];

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj", "node_modules"]).Any());

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntegratedCare.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No IntegratedCare.sln above the tests of {Path.GetFileName(here)}.");
    }
}
