using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a parameter gets a value that nobody has given it.</summary>
internal abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A random text from a secure source.</summary>
internal sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;

    public bool Special { get; set; } = true;

    public override string GetDefaultValue() =>
        RandomNumberGenerator.GetString(Letters + Digits + (Special ? SpecialCharacters : ""), MinLength);
}

/// <summary>A value from configuration (<c>Parameters:name</c>), or one that was generated and kept with the data.</summary>
internal sealed class ParameterResource(string name, Func<string> read, bool secret)
    : Resource(name), IValueProvider, IManifestExpressionProvider
{
    private readonly Lazy<string> value = new(read);

    public bool Secret { get; } = secret;

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(value.Value);
}
