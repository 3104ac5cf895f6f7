using System.Net.Sockets;
using System.Security.Cryptography;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The socket's place in the data folder, by a path that is short enough for the kernel.</summary>
internal sealed class ControlSocket : IDisposable
{
    private const int PathBytesMax = 100;   // sun_path holds 108
    private readonly string? link;          // null: the path was short enough

    private ControlSocket(string path, string? link) => (Path, this.link) = (path, link);

    public string Path { get; }

    public UnixDomainSocketEndPoint EndPoint => new(Path);

    public static string FolderIn(string dataFolder) => System.IO.Path.Combine(dataFolder, "control");

    public static ControlSocket In(string dataFolder)
    {
        var folder = FolderIn(dataFolder);
        var path = System.IO.Path.Combine(folder, "socket");
        if (System.Text.Encoding.UTF8.GetByteCount(path) <= PathBytesMax) return new ControlSocket(path, null);
        // The kernel limits the path that is spoken, not the one it leads to.
        var link = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"control-{RandomNumberGenerator.GetHexString(12, true)}");
        Directory.CreateSymbolicLink(link, folder);
        return new ControlSocket(System.IO.Path.Combine(link, "socket"), link);
    }

    public void Dispose()
    {
        if (link is not null) Directory.Delete(link);
    }
}
