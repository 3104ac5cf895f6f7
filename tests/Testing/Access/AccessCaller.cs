using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Testing.Access;

/// <summary>The callers of the access table: nobody, the demonstration place's personas, the place loader, and a partner's program.</summary>
public sealed record AccessCaller(string Name, string? Role, IReadOnlyList<string>? Scopes)
{
    /// <summary>Without a token.</summary>
    public static readonly AccessCaller Anonymous = new("anonymous", null, null);

    /// <summary>The program that loads the place: it may read and write everywhere but at the gateway.</summary>
    public static readonly AccessCaller Loader = new(
        "place-loader", Roles.PlaceLoader, [.. Kernel.Auth.Scopes.All.Where(scope => !scope.StartsWith("gateway.", StringComparison.Ordinal))]);

    /// <summary>A partner's program that was registered to read two services and to change nothing.</summary>
    public static readonly AccessCaller ReadingProgram = new("reading-program", Roles.CareCoordinator, ["directory.read", "scheduling.read"]);

    /// <summary>Every caller of a place, in the order of the table's columns.</summary>
    /// <param name="repository">The repository's root.</param>
    public static IReadOnlyList<AccessCaller> Of(string repository) =>
    [
        Anonymous,
        .. File.ReadLines(Path.Combine(repository, "src/PlaceLoader/places/oldham/personas.csv")).Skip(1)
            .Select(Cells).Select(cells => new AccessCaller(cells.First, cells.Role, null)),
        Loader,
        ReadingProgram,
    ];

    // The name is the first cell and holds no comma; the display name may, and then stands in quotes.
    private static (string First, string Role) Cells(string line)
    {
        var first = line[..line.IndexOf(',', StringComparison.Ordinal)];
        var rest = line[(first.Length + 1)..];
        var afterName = rest.StartsWith('"') ? rest[(rest.IndexOf('"', 1) + 2)..] : rest[(rest.IndexOf(',', StringComparison.Ordinal) + 1)..];
        return (first, afterName[..afterName.IndexOf(',', StringComparison.Ordinal)]);
    }
}
