namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>The part of life for which care was looked for; never an age.</summary>
internal static class AgeBand
{
    public const int LengthMax = 10;

    public static string Of(int? ageYears) => ageYears switch
    {
        null => string.Empty,
        < 5 => "0-4",
        < 18 => "5-17",
        < 65 => "18-64",
        < 80 => "65-79",
        _ => "80+",
    };
}
