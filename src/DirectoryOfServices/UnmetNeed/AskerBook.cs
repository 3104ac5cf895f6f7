using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Tells over all replicas how many different people said the same words on a day, and can tell nobody who they were.</summary>
/// <remarks>
/// Each is a keyed hash of the words and the person together, so that not even two rows of one person can be seen to belong to each other. The key is made
/// up for each day. Rows and key are needed while somebody may still write of that day, that is until the next one has ended; then both go, and a copy of
/// the rows that outlived them says nothing.
/// </remarks>
internal static class AskerBook
{
    /// <summary>More than this of one day are counted too few: words are then shown later than they could be, and nobody fills the disk.</summary>
    internal const int PerDayMax = 200_000;

    internal const int HashBytes = 16;
    internal const int KeyBytes = 32;

    // Of a day before, replicas may still have something to write.
    private const int DaysKept = 1;

    /// <summary>Which of them had not said their words on their day before, to any replica.</summary>
    /// <param name="db">The caller's transaction writes the counts as well, or neither.</param>
    /// <param name="day">The day of all of them.</param>
    /// <param name="askers">Who said what.</param>
    /// <param name="today">The day now: of one whose key has gone nobody can be told apart any longer, and nobody is counted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<Asking>> EnterAsync(
        DirectoryDb db, DateOnly day, IReadOnlyCollection<Asking> askers, DateOnly today, CancellationToken cancellationToken)
    {
        if (askers.Count == 0 || day < today.AddDays(-DaysKept)) return [];

        var room = PerDayMax - await db.KnownAskers.CountAsync(a => a.Day == day, cancellationToken);
        var key = await KeyAsync(db, day, cancellationToken);
        var hashed = askers.Take(Math.Max(0, room)).ToDictionary(a => Convert.ToHexString(Hash(key, a.Words, a.Asker)));

        // In one order, so that two replicas never wait for each other.
        var inOrder = hashed.OrderBy(a => a.Key, StringComparer.Ordinal).ToList();
        var (needs, people) = (inOrder.ConvertAll(a => Hash(key, a.Value.Words)).ToArray(), inOrder.ConvertAll(a => Convert.FromHexString(a.Key)).ToArray());
        var heard = await db.Database.SqlQuery<byte[]>(
            $"""
             insert into unmet_askers (day, need_hash, asker_hash) select {day}, need, asker from unnest({needs}, {people}) a (need, asker)
             on conflict do nothing returning asker_hash as "Value"
             """).ToListAsync(cancellationToken);
        return heard.ConvertAll(asker => hashed[Convert.ToHexString(asker)]);
    }

    /// <summary>Forgets the people of days that are over, and first of all the keys by which they could be known again.</summary>
    public static async Task ForgetAsync(DirectoryDb db, DateOnly today, CancellationToken cancellationToken)
    {
        var keptFrom = today.AddDays(-DaysKept);
        await db.AskerKeys.Where(k => k.Day < keptFrom).ExecuteDeleteAsync(cancellationToken);
        await db.KnownAskers.Where(a => a.Day < keptFrom).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<byte[]> KeyAsync(DirectoryDb db, DateOnly day, CancellationToken cancellationToken)
    {
        var made = RandomNumberGenerator.GetBytes(KeyBytes);
        await db.Database.ExecuteSqlAsync(
            $"insert into unmet_asker_keys (day, day_key) values ({day}, {made}) on conflict do nothing", cancellationToken);
        return await db.AskerKeys.Where(k => k.Day == day).Select(k => k.DayKey).SingleAsync(cancellationToken);
    }

    // Words hold no line break, so that no two pairs read alike.
    private static byte[] Hash(byte[] key, string words, string? asker = null) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(asker is null ? words : $"{words}\n{asker}"))[..HashBytes];
}
