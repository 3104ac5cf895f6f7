using System.Text.RegularExpressions;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>
/// RabbitMQ greets with a page of its own before its settings for logs hold: warnings and worse are passed on, the rest is told
/// only when it did not start.
/// </summary>
internal sealed partial class RabbitMqLog(Action<string> log)
{
    private const int RememberedMax = 40;
    private readonly Lock gate = new();
    private readonly Queue<string> remembered = new();

    public void Write(string line)
    {
        var plain = Colour().Replace(line, "");
        if (Serious().IsMatch(plain))
        {
            log(plain);
            return;
        }
        lock (gate)
        {
            remembered.Enqueue(plain);
            if (remembered.Count > RememberedMax) remembered.Dequeue();
        }
    }

    public void TellAll()
    {
        lock (gate)
            while (remembered.TryDequeue(out var line)) log(line);
    }

    [GeneratedRegex(@"\[(warning|error|critical|alert|emergency)\]")]
    private static partial Regex Serious();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour();
}
