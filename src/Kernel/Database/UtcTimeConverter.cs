using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Kernel.Database;

/// <summary>Times are stored in UTC, whatever offset they arrived with.</summary>
internal sealed class UtcTimeConverter()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
