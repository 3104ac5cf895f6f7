using System.Globalization;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Kernel.Audit;

/// <summary>A place in the audit read from the newest: everything before this time, and of this time what was numbered before.</summary>
public readonly record struct AuditCursor(DateTimeOffset At, long Id)
{
    private static readonly long MicrosMax =
        (DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Reads a cursor that an earlier answer gave.</summary>
    public static AuditCursor Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 2 || !TryRead(parts[0], out var micros) || !TryRead(parts[1], out var id) || micros > MicrosMax)
            throw new DomainException(AuditErrors.CursorInvalid);
        return new(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), id);
    }

    /// <summary>As an answer gives it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(At.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond}.{Id}");

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
