using System.Text.Json;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>
/// Values that were generated once and must stay the same as long as the data lives, such as the key that personal data
/// is encrypted with.
/// </summary>
internal sealed class SecretStore
{
    private readonly Lock gate = new();
    private Dictionary<string, string> secrets = [];
    private string? file;   // null: not opened yet

    public void Open(string path)
    {
        lock (gate)
        {
            file = path;
            if (File.Exists(path)) secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [];
        }
    }

    /// <summary>Written to disk before it is told: data encrypted with a forgotten key would be lost.</summary>
    public string GetOrAdd(string name, Func<string> make)
    {
        lock (gate)
        {
            if (file is null) throw new InvalidOperationException("Secrets are known once the data folder is open.");
            if (secrets.TryGetValue(name, out var known)) return known;
            var made = make();
            PrivateFile.Write(file, JsonSerializer.Serialize(new Dictionary<string, string>(secrets) { [name] = made }));
            secrets[name] = made;
            return made;
        }
    }
}
