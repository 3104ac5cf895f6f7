using System.Security.Cryptography;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>What a person reads out on the telephone: <c>7KQ2M-9XTDB</c>, without letters that look or sound like a figure.</summary>
/// <remarks>Drawn at random (50 bits), so that it says nothing about how many bookings there are; the database holds each only once.</remarks>
internal static class BookingReference
{
    public const int Length = 11;
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int GroupLength = (Length - 1) / 2;

    public static string New() =>
        RandomNumberGenerator.GetString(Crockford, GroupLength) + "-" + RandomNumberGenerator.GetString(Crockford, GroupLength);

    /// <summary>Reads a reference as people write it: any case, O for 0, I and L for 1, with or without the dash.</summary>
    public static string Normalise(string written)
    {
        var letters = written.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1')
            .Where(char.IsAsciiLetterOrDigit).ToArray();
        return letters.Length == 2 * GroupLength ? new string(letters).Insert(GroupLength, "-") : new string(letters);
    }
}
