using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>
/// The user a server runs as. PostgreSQL refuses to run as root, so for root it is the user that the distribution made for the
/// server; for everybody else it is themselves.
/// </summary>
internal sealed class ServerAccount
{
    private readonly string? name;   // null: the server runs as we do

    private ServerAccount(string? name) => this.name = name;

    public static ServerAccount For(string distributionUser) =>
        new(Environment.IsPrivilegedProcess && UserExists(distributionUser) ? distributionUser : null);

    /// <summary>The command line that becomes <paramref name="command"/> as this user: the process id stays the same.</summary>
    public IReadOnlyList<string> CommandLine(string command, params IEnumerable<string> arguments) =>
        name is null
            ? [command, .. arguments]
            : ["setpriv", $"--reuid={name}", $"--regid={name}", "--init-groups", "--", command, .. arguments];

    /// <summary>A folder that only this user (and root) can read, whatever was in it before.</summary>
    public async Task PrepareFolderAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await OwnAsync(folder, cancellationToken);
        if (name is null || await CanEnterAsync(folder, cancellationToken)) return;
        throw new LocalHostingException(
            $"The user {name} cannot reach {folder}: choose a data folder whose parent folders may be entered by everybody (--data).");
    }

    /// <summary>Writes a file that only this user (and root) can read.</summary>
    public async Task WriteSecretAsync(string path, string content, CancellationToken cancellationToken)
    {
        PrivateFile.Write(path, content);
        await OwnAsync(path, cancellationToken);
    }

    /// <summary>Whether this user can enter the folder, through all its parents.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken)
    {
        var line = CommandLine("test", "-x", folder);
        return (await new Command(line[0], [.. line.Skip(1)]).RunAsync(cancellationToken)).ExitCode == 0;
    }

    private async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (name is null) return;
        await new Command("chown", ["-R", $"{name}:", path]).RunOrThrowAsync($"Giving {path} to {name}", cancellationToken);
    }

    private static bool UserExists(string user) =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ':', StringComparison.Ordinal));
}
