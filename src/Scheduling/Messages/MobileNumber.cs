namespace IntegratedCare.Scheduling.Messages;

/// <summary>A number of a mobile telephone of the United Kingdom, to which a text can be sent.</summary>
/// <remarks>Ofcom's ranges: 071 to 075 and 077 to 079, and 07624 (Isle of Man). 070 is forwarded and 076 else are pagers.</remarks>
internal readonly record struct MobileNumber
{
    private const int NationalLength = 10;      // after the 0 or the 44

    private MobileNumber(string national) => Digits = "44" + national;

    /// <summary>With the country's code and without a plus: <c>447700900123</c>.</summary>
    public string Digits { get; }

    public static bool TryParse(string? written, out MobileNumber number)
    {
        number = default;
        var text = (written ?? "").Replace("(0)", "", StringComparison.Ordinal);
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        var national = text.TrimStart().StartsWith("+44", StringComparison.Ordinal) ? digits[2..]
            : digits.StartsWith("0044", StringComparison.Ordinal) ? digits[4..]
            : digits.StartsWith('0') ? digits[1..]
            : "";
        if (national.Length != NationalLength || national[0] != '7' || !IsMobile(national)) return false;
        number = new(national);
        return true;
    }

    /// <summary>Never the number, so that it cannot slip into a log.</summary>
    public override string ToString() => "mobile number …";

    private static bool IsMobile(string national) => national[1] switch
    {
        '0' => false,
        '6' => national.StartsWith("7624", StringComparison.Ordinal),
        _ => true,
    };
}
