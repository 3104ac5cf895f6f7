using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Where one system keeps everything between runs. One process at a time owns it.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode EverybodyMayPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private readonly FileStream hold;

    private DataFolder(string path, FileStream hold) => (Path, this.hold) = (path, hold);

    public string Path { get; }

    public string Postgres => Of("postgres");

    public string RabbitMq => Of("rabbitmq");

    public string Secrets => Of("secrets.json");

    /// <summary>The folder for this command line, whether or not it exists.</summary>
    public static string Locate(string? asked, string place)
    {
        if (asked is not null) return System.IO.Path.GetFullPath(asked);
        var repository = FindRepository();
        var usual = System.IO.Path.Combine(repository, ".data", place);
        if (!Environment.IsPrivilegedProcess || MayBePassedByEverybody(repository)) return usual;
        // PostgreSQL does not run as root, and its user could not reach a repository below /root.
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..8];
        return $"/var/lib/integrated-care/{place}-{mark}";
    }

    /// <summary>Takes possession, or says who has it.</summary>
    public static DataFolder Open(string path, bool fresh)
    {
        // Servers run as users of their own when we are root; they must get through to their folders, and no further.
        Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? Owner | EverybodyMayPass : Owner);
        FileStream hold;
        try
        {
            hold = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LocalHostingException(
                $"Another AppHost is running on the data in {path}: stop it, or give this one a folder of its own (--data) and a port (--port).");
        }
        var folder = new DataFolder(path, hold);
        hold.SetLength(0);
        hold.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        hold.Flush();
        if (fresh) folder.Clear();
        return folder;
    }

    public void Dispose() => hold.Dispose();

    // Only what is ours: a mistyped --data must not cost anybody their files.
    private void Clear()
    {
        foreach (var folder in new[] { Postgres, RabbitMq }.Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
        File.Delete(Secrets);
    }

    private string Of(string name) => System.IO.Path.Combine(Path, name);

    private static bool MayBePassedByEverybody(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        return true;
    }

    // The build puts us some folders below the solution; a published copy has none, and uses the current folder.
    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "IntegratedCare.sln"))) return folder.FullName;
        return Directory.GetCurrentDirectory();
    }
}
