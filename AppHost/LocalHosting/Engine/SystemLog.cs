namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>One stream for everybody's lines, each with the name of who wrote it; in colour for people, plain for files.</summary>
internal sealed class SystemLog(TextWriter output, bool colour)
{
    private const string Reset = "\e[0m";
    private static readonly string[] Colours = ["\e[36m", "\e[33m", "\e[35m", "\e[32m", "\e[34m", "\e[96m", "\e[93m", "\e[95m"];

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> colours = [];
    private int width;

    /// <summary>For this terminal: colour unless the output goes elsewhere or <c>NO_COLOR</c> is set (no-color.org).</summary>
    public static SystemLog ForConsole() => new(
        Console.Out,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Names that will write, so that their lines stand below each other.</summary>
    public void Introduce(IEnumerable<string> names)
    {
        lock (gate)
            foreach (var name in names)
            {
                width = Math.Max(width, name.Length);
                colours.TryAdd(name, Colours[colours.Count % Colours.Length]);
            }
    }

    /// <summary>What the engine itself has to say.</summary>
    public void Write(string line)
    {
        lock (gate) output.WriteLine(line);
    }

    public void Write(string name, string line)
    {
        lock (gate)
        {
            var prefix = name.PadRight(width);
            output.WriteLine(colour && colours.TryGetValue(name, out var own) ? $"{own}{prefix} |{Reset} {line}" : $"{prefix} | {line}");
        }
    }
}
