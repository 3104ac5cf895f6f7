namespace IntegratedCare.Scheduling.Resources;

/// <summary>A resource that an appointment needs: any of a kind, or with a code one that bears it.</summary>
internal readonly record struct Need(ResourceKind Kind, string? Code)
{
    private const char Separator = ':';

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Need Parse(string text)
    {
        var parts = text.Split(Separator, 2);
        return new(Enum.Parse<ResourceKind>(parts[0]), parts.Length == 2 ? parts[1] : null);
    }

    public override string ToString() => Code is null ? $"{Kind}" : $"{Kind}{Separator}{Code}";
}
