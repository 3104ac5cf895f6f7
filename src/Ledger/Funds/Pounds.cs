using System.Globalization;

namespace IntegratedCare.Ledger.Funds;

/// <summary>Pence as people read them. Nothing is reckoned with these.</summary>
internal static class Pounds
{
    private const decimal PencePerMillion = 100_000_000;

    /// <summary><c>£1,234.56</c>, <c>-£0.05</c>.</summary>
    public static string Of(long pence)
    {
        var whole = Math.Abs((decimal)pence) / 100;
        return string.Create(CultureInfo.InvariantCulture, $"{(pence < 0 ? "-" : "")}£{whole:#,##0.00}");
    }

    /// <summary>Millions of pounds to three places, as reports print them; a half goes away from nought.</summary>
    public static decimal Millions(long pence) => Math.Round(pence / PencePerMillion, 3, MidpointRounding.AwayFromZero);
}
