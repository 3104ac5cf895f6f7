using System.Globalization;

namespace IntegratedCare.Ledger.Exports;

/// <summary>Whole pence as people and other programs write pounds.</summary>
internal static class Pounds
{
    /// <summary>To the penny, thousands parted by a comma: <c>-1,234.56</c>.</summary>
    public static string Grouped(long pence) => (pence / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>To the penny, as spreadsheets read a number: <c>-1234.56</c>.</summary>
    public static string Plain(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
