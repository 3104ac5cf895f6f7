namespace IntegratedCare.PlaceLoader;

/// <summary>What the program tells whoever started it; AppHost and scripts rely on the numbers.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int InvalidPlace = 2;
    public const int WrongUsage = 64;
}
