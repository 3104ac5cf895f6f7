using System.Text;

namespace IntegratedCare.Identity.Passwords;

/// <summary>The tables that this folder brings along, line by line; a line that begins with # explains.</summary>
internal static class EmbeddedLines
{
    public static IEnumerable<string> Of(string file)
    {
        var assembly = typeof(EmbeddedLines).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{typeof(EmbeddedLines).Namespace}.{file}")
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
