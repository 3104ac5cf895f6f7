using System.Globalization;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>R4's <c>near</c>: <c>latitude|longitude[|distance[|units]]</c>. Without units kilometres, without a distance ten of them.</summary>
internal sealed record Near(double Latitude, double Longitude, double Metres)
{
    private const double DistanceDefault = 10;
    private const double MetresMax = 20_100_000;

    public static Near Read(string value)
    {
        var parts = value.Split('|');
        if (parts.Length is < 2 or > 4) throw Unreadable();

        var latitude = Number(parts[0]);
        var longitude = Number(parts[1]);
        var distance = parts.Length > 2 && parts[2].Length > 0 ? Number(parts[2]) : DistanceDefault;
        var metres = distance * (parts.Length > 3 ? MetresIn(parts[3]) : 1_000);
        return latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 && metres is >= 0 and <= MetresMax
            ? new(latitude, longitude, metres)
            : throw Unreadable();
    }

    public FormattableString Distance(string latitude, string longitude) =>
        $"metres_between({Latitude}, {Longitude}, {Sql.Own(latitude)}, {Sql.Own(longitude)})";

    private static double MetresIn(string units) => units switch
    {
        "km" or "" => 1_000,
        "m" => 1,
        "[mi_i]" or "mi" => 1_609.344,
        "[mi_us]" => 1_609.347219,
        _ => throw Unreadable(),
    };

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Unreadable();

    private static Kernel.Errors.DomainException Unreadable() =>
        FhirErrors.Invalid("near is latitude|longitude|distance|units, with units km, m, [mi_i] or [mi_us].");
}
