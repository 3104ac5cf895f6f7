using System.Security.Cryptography;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The one folder in which a server keeps everything: data, password, logs.</summary>
internal sealed class ServerFolder
{
    private const int PasswordBytes = 24;
    private readonly ServerAccount account;
    private readonly bool isTemporary;

    private ServerFolder(string path, ServerAccount account, bool isTemporary) =>
        (Path, this.account, this.isTemporary) = (path, account, isTemporary);

    public string Path { get; }

    /// <summary>Nothing in it is wanted after this run, so that its server need not be stopped gently.</summary>
    public bool IsTemporary => isTemporary;

    public static async Task<ServerFolder> OpenAsync(
        string? path, string product, ServerAccount account, CancellationToken cancellationToken)
    {
        var folder = new ServerFolder(
            path is null
                ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{product}-{RandomNumberGenerator.GetHexString(10, true)}")
                : System.IO.Path.GetFullPath(path),
            account, isTemporary: path is null);
        await account.PrepareFolderAsync(folder.Path, cancellationToken);
        return folder;
    }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Made once and kept beside the data that it opens.</summary>
    public async Task<string> PasswordAsync(CancellationToken cancellationToken)
    {
        var file = this["password"];
        if (!File.Exists(file))
            await account.WriteSecretAsync(file, RandomNumberGenerator.GetHexString(PasswordBytes * 2, true), cancellationToken);
        return await File.ReadAllTextAsync(file, cancellationToken);
    }

    public void RemoveIfTemporary()
    {
        if (isTemporary && Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
