using IntegratedCare.AppHost.LocalHosting.Processes;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>A server that the distribution packages, where its programs are, and how it comes onto the machine.</summary>
internal sealed record DistributionPackage(string Product, string PackageName)
{
    // Root's part. While it runs, policy-rc.d (Debian Policy 9.11.3.1) forbids packages to start the services they bring: the servers
    // we use are our own. A policy that the machine already has is left alone.
    private const string Install = """
        set -e
        export DEBIAN_FRONTEND=noninteractive
        policy=/usr/sbin/policy-rc.d
        if [ ! -e "$policy" ]; then
          trap 'rm -f "$policy"' EXIT
          printf '#!/bin/sh\nexit 101\n' >"$policy"
          chmod 755 "$policy"
        fi
        apt-get -qq -o DPkg::Lock::Timeout=300 update
        apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$1"
        """;

    public static readonly DistributionPackage PostgreSql = new("PostgreSQL", "postgresql");
    public static readonly DistributionPackage RabbitMq = new("RabbitMQ", "rabbitmq-server");

    /// <summary>What <paramref name="find"/> finds, after installing the package if that is needed and allowed.</summary>
    public async Task<T> LocateAsync<T>(Func<T?> find, Action<string> log, CancellationToken cancellationToken) where T : class
    {
        using var turn = await InstallTurn.TakeAsync(cancellationToken);
        if (find() is { } present) return present;
        await InstallAsync(log, cancellationToken);
        return find() ?? throw new LocalHostingException(
            $"{Product} is not where it was looked for, although the package {PackageName} is installed.");
    }

    /// <summary>The one sentence for a machine on which we may not or cannot install.</summary>
    public LocalHostingException Missing() =>
        new($"{Product} is not installed: install the package {PackageName} (Debian, Ubuntu: apt-get install {PackageName}) and start again.");

    private async Task InstallAsync(Action<string> log, CancellationToken cancellationToken)
    {
        if (!File.Exists("/etc/debian_version") || !File.Exists("/usr/bin/apt-get")) throw Missing();
        IReadOnlyList<string> asRoot = [];
        if (!Environment.IsPrivilegedProcess)
        {
            if (!await MaySudoAsync(cancellationToken)) throw Missing();
            asRoot = ["sudo", "-n"];
        }

        log($"{Product} is not installed; installing the distribution's package {PackageName} (its own service is not started).");
        IReadOnlyList<string> line = [.. asRoot, "/bin/sh", "-c", Install, "sh", PackageName];
        var command = new Command(line[0], [.. line.Skip(1)]) { Log = log };
        await command.RunOrThrowAsync($"Installing the package {PackageName}", cancellationToken);
        log($"{Product} is installed.");
    }

    private static async Task<bool> MaySudoAsync(CancellationToken cancellationToken) =>
        File.Exists("/usr/bin/sudo")
        && (await new Command("/usr/bin/sudo", ["-n", "true"]).RunAsync(cancellationToken)).ExitCode == 0;
}
