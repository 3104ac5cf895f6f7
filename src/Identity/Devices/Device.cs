namespace IntegratedCare.Identity.Devices;

/// <summary>A browser in few words, as a person recognises it in a list: "Firefox on Windows". Not what would single it out.</summary>
internal static class Device
{
    public const int LabelLengthMax = 60;

    private const string Unknown = "Another program";

    // Order matters: most browsers claim to be some of the others too.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    public static string LabelOf(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        var browser = NameIn(agent, Browsers);
        var system = NameIn(agent, Systems);
        return (browser, system) switch
        {
            (null, null) => Unknown,
            (null, _) => $"A browser on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? NameIn(string agent, (string Mark, string Name)[] known) =>
        known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
