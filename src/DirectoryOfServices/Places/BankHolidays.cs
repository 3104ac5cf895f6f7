using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Places;

internal static class BankHolidays
{
    /// <summary>The place's public holidays; none where no place has been sent.</summary>
    public static async Task<IReadOnlySet<DateOnly>> BankHolidaysAsync(this DirectoryDb db, CancellationToken cancellationToken)
    {
        var holidays = await db.Places.AsNoTracking().Select(p => p.BankHolidays).SingleOrDefaultAsync(cancellationToken);
        return holidays?.Select(h => h.Date).ToHashSet() ?? [];
    }
}
