namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>One program at a time looks for a package and installs it.</summary>
/// <remarks>
/// Test assemblies start together: on a new machine each would find the package missing and ask for it, and one that is half unpacked looks present.
/// The lock is the kernel's (<c>flock</c>) and ends with the process that holds it.
/// </remarks>
internal static class InstallTurn
{
    private static readonly string LockFile = Path.Combine(Path.GetTempPath(), "integrated-care-install.lock");
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(200);

    public static async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return Open();
            }
            catch (IOException)
            {
                await Task.Delay(LookAgainAfter, cancellationToken);
            }
        }
    }

    // Opened before it is made: in a shared folder the kernel may refuse to "open or make" a file that somebody else owns.
    private static FileStream Open() => File.Exists(LockFile)
        ? new(LockFile, FileMode.Open, FileAccess.Read, FileShare.None)
        : new(LockFile, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
}
