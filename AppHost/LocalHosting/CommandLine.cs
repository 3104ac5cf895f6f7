using System.Globalization;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>What the person at the terminal asks for.</summary>
internal sealed record CommandLine
{
    public const int DefaultPort = 8080;
    public const string DefaultPlace = "oldham";
    private const int ReplicasMax = 16;

    public const string Help = """
        Starts the whole system: its servers, its services, its gateway and its place.

          dotnet run --project AppHost [-- options]

          --port N             where the gateway listens on this machine (default 8080)
          --place NAME         the place to load (default oldham)
          --data FOLDER        where data and generated passwords are kept (default .data/<place>)
          --fresh              begins without the data of earlier runs
          --demonstration B    true: personas may sign in without a key (default true; never in Production)
          --replicas NAME=N    runs a service N times; may be given for several services
          --help               this text

        While it runs, from another terminal (with the same --place or --data):

          dotnet run --project AppHost -- resource status
          dotnet run --project AppHost -- resource stop|start|restart|kill NAME
        """;

    public int Port { get; private init; } = DefaultPort;

    public string Place { get; private init; } = DefaultPlace;

    /// <summary>Null: the place's own folder in the repository.</summary>
    public string? Data { get; private init; }

    public bool Fresh { get; private init; }

    public bool Demonstration { get; private init; } = true;

    public IReadOnlyDictionary<string, int> Replicas { get; private init; } = new Dictionary<string, int>();

    public bool ShowHelp { get; private init; }

    /// <summary>A line for the control socket of a system that runs already; null: run the system.</summary>
    public string? ControlRequest { get; private init; }

    /// <summary>Why nothing is done; null: everything was understood.</summary>
    public string? Refusal { get; private init; }

    /// <summary>As Program.cs reads them: complete, so that no variable of the environment is taken for an option.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("port", Port.ToString(CultureInfo.InvariantCulture)),
        new("place", Place),
        new("demonstration", Demonstration ? "true" : "false"),
        .. Replicas.Select(pair => new KeyValuePair<string, string?>(
            $"replicas:{pair.Key}", pair.Value.ToString(CultureInfo.InvariantCulture))),
    ];

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var asked = new CommandLine();
        var replicas = new Dictionary<string, int>();
        var words = new List<string>();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            if (!arg.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(arg);
                continue;
            }
            var (option, value) = arg.Split('=', 2) is [var left, var right] ? (left, right) : (arg, null);
            if (option is "--fresh" or "--help" && value is not null) return Refuse($"{option} takes no value.");
            if (option is not ("--port" or "--place" or "--data" or "--demonstration" or "--replicas" or "--fresh" or "--help"))
                return Refuse($"{option} is not an option; --help lists them.");
            if (option is not ("--fresh" or "--help") && value is null && !rest.TryDequeue(out value))
                return Refuse($"{option} needs a value; --help tells which.");

            switch (option)
            {
                case "--help":
                    return asked with { ShowHelp = true };
                case "--fresh":
                    asked = asked with { Fresh = true };
                    break;
                case "--port" when TryNumber(value, 1, 65_535, out var port):
                    asked = asked with { Port = port };
                    break;
                case "--place" when IsName(value):
                    asked = asked with { Place = value! };
                    break;
                case "--data" when !string.IsNullOrWhiteSpace(value):
                    asked = asked with { Data = value };
                    break;
                case "--demonstration" when bool.TryParse(value, out var demonstration):
                    asked = asked with { Demonstration = demonstration };
                    break;
                case "--replicas" when value!.Split('=') is [var name, var count]
                    && IsName(name) && TryNumber(count, 1, ReplicasMax, out var number):
                    replicas[name] = number;
                    break;
                default:
                    return Refuse($"{option} {value} is not understood; --help tells what it takes.");
            }
        }
        asked = asked with { Replicas = replicas };
        return words switch
        {
            [] => asked,
            ["resource", "status"] => asked with { ControlRequest = "status" },
            ["resource", "stop" or "start" or "restart" or "kill", var name] when IsName(name) =>
                asked with { ControlRequest = $"{words[1]} {name}" },
            ["resource", ..] => Refuse("resource takes status, or one of stop, start, restart and kill with a name."),
            _ => Refuse($"{words[0]} is not understood; --help lists what is."),
        };
    }

    private static CommandLine Refuse(string why) => new() { Refusal = why };

    private static bool TryNumber(string? text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    private static bool IsName(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
