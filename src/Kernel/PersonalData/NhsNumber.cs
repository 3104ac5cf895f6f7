using System.Diagnostics.CodeAnalysis;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>A ten-digit NHS number whose check digit is right (NHS Data Dictionary: weights 10 to 2, modulus 11).</summary>
public readonly record struct NhsNumber
{
    private const int DigitCount = 10;

    private readonly string digits;

    private NhsNumber(string digits) => this.digits = digits;

    /// <summary>Reads an NHS number, with or without spaces; false where it is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NhsNumber number)
    {
        number = default;
        var compact = text?.Replace(" ", string.Empty, StringComparison.Ordinal);
        if (compact is not { Length: DigitCount } || !compact.All(char.IsAsciiDigit)) return false;
        // The check digit of ten like digits is right too, but they stand for "unknown" and are nobody's number.
        if (compact.All(digit => digit == compact[0])) return false;

        var sum = 0;
        for (var i = 0; i < DigitCount - 1; i++) sum += (DigitCount - i) * (compact[i] - '0');
        var check = (11 - (sum % 11)) % 11;
        if (check == 10 || check != compact[^1] - '0') return false;

        number = new(compact);
        return true;
    }

    /// <summary>The ten digits. Only encryption, the pseudonym and an audited answer may use them.</summary>
    public string Reveal() => digits ?? throw new InvalidOperationException("An NHS number comes from TryParse.");

    /// <summary>Never the number, so that it cannot slip into a log.</summary>
    public override string ToString() => "NHS number …";
}
