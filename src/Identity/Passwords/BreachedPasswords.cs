using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Identity.Accounts;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace IntegratedCare.Identity.Passwords;

/// <summary>Asks a file of passwords from breaches, as Have I Been Pwned gives it out: a line for each SHA-1 hash, in order, <c>HASH:count</c>.</summary>
/// <remarks>The file has tens of gigabytes and stays on the disk: some forty short readings find a hash, or that it is not there.</remarks>
internal sealed class BreachedPasswords(IOptions<AccountPolicy> policy) : IHostedService, IDisposable
{
    private const int HashLength = 40;
    private const int LineLengthMax = 80;

    private SafeFileHandle? file;

    /// <summary>A setting that names no such file stops the start, so that nobody believes in a check that is not made.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (policy.Value.BreachedPasswordsFile is not { } path) return Task.CompletedTask;
        file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        if (HashIn(LineAt(0).Text) is null)
            throw new InvalidOperationException("The file of Accounts:BreachedPasswordsFile does not begin with a SHA-1 hash and a count.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The hash is the file's, not ours: nothing is protected by it.
#pragma warning disable CA5350
    public bool Contains(string password) =>
        file is not null && ContainsHash(Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password))));
#pragma warning restore CA5350

    public void Dispose() => file?.Dispose();

    private bool ContainsHash(string hash)
    {
        // The line is looked for whose beginning lies in [low, high).
        long low = 0, high = RandomAccess.GetLength(file!);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (text, start, next) = LineAt(middle);
            if (start >= high || HashIn(text) is not { } found)
            {
                high = middle;
                continue;
            }

            var order = string.CompareOrdinal(found, hash);
            if (order == 0) return true;
            if (order < 0) low = next;
            else high = middle;
        }

        return false;
    }

    // The first line that begins at this place or after it.
    private (string Text, long Start, long Next) LineAt(long place)
    {
        Span<byte> bytes = stackalloc byte[LineLengthMax * 2];
        var from = Math.Max(0, place - 1);
        var read = bytes[..RandomAccess.Read(file!, bytes, from)];
        var start = 0;
        if (place > 0)
        {
            var end = read.IndexOf((byte)'\n');
            if (end < 0) return (string.Empty, long.MaxValue, long.MaxValue);
            start = end + 1;
        }

        var length = read[start..].IndexOf((byte)'\n');
        var line = length < 0 ? read[start..] : read.Slice(start, length);
        return (Encoding.ASCII.GetString(line).TrimEnd('\r'), from + start, from + start + line.Length + 1);
    }

    private static string? HashIn(string line)
    {
        var hash = line.Split(':', 2)[0];
        return hash.Length == HashLength && hash.All(char.IsAsciiHexDigit) ? hash.ToUpperInvariant() : null;
    }
}
