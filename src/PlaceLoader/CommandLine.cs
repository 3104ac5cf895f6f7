namespace IntegratedCare.PlaceLoader;

/// <summary>What the program was asked to do.</summary>
internal sealed record CommandLine(string Verb, string PlaceOrFolder, string? Gateway)
{
    public const string Validate = "validate";
    public const string Load = "load";

    public const string Usage =
        """
        PlaceLoader validate <place|folder>
        PlaceLoader load <place|folder> [--gateway URL]
        """;

    /// <summary>Null when the arguments are not one of the two commands.</summary>
    public static CommandLine? Read(string[] arguments) => arguments switch
    {
        [Validate, var place] => new(Validate, place, Gateway: null),
        [Load, var place] => new(Load, place, Gateway: null),
        [Load, var place, "--gateway", var url] => new(Load, place, url),
        _ => null,
    };
}
