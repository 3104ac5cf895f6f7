using System.Globalization;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Tasks;

/// <summary>A place in an office's tasks, which stand in the order of their days: everything after this one.</summary>
internal readonly record struct TaskCursor(DateOnly DueOn, QualityTaskId Id)
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>Reads a cursor that an earlier answer gave.</summary>
    public static TaskCursor Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 2
            && DateOnly.TryParseExact(parts[0], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new(day, QualityTaskId.From(id))
            : throw new DomainException(TaskErrors.CursorInvalid);
    }

    /// <summary>As an answer gives it.</summary>
    public override string ToString() => $"{DueOn.ToString(DayFormat, CultureInfo.InvariantCulture)}.{Id.Value:N}";
}
