using System.Globalization;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The folder with one version's <c>postgres</c>, <c>initdb</c> and <c>psql</c>.</summary>
internal sealed record PostgresPrograms(string Folder)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The newest version on the machine, or exactly <paramref name="majorVersion"/> when existing data asks for it.</summary>
    public static PostgresPrograms? Find(string? majorVersion)
    {
        var debian = Directory.Exists(DebianRoot) ? Directory.EnumerateDirectories(DebianRoot) : [];
        return debian
            .Where(folder => majorVersion is null || Path.GetFileName(folder) == majorVersion)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var v) ? v : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Append("/usr/bin")      // Fedora, Arch and others have one version, on the path
            .Where(IsComplete)
            .Select(folder => new PostgresPrograms(folder))
            .FirstOrDefault();
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
}
