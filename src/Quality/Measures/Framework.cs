using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures;

/// <summary>The place's standards and measures, as use cases come to them.</summary>
internal static class Framework
{
    private const long Lock = 7_501_975_310;

    /// <summary>One change of the framework at a time, until the transaction ends.</summary>
    public static Task HoldFrameworkAsync(this QualityDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken);

    public static async Task<Measure> MeasureOfAsync(this QualityDb db, string code, CancellationToken cancellationToken) =>
        await db.Measures.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code, cancellationToken)
        ?? throw new DomainException(MeasureErrors.NotFound);

    /// <summary>The measure, whose values nobody else changes until the transaction ends.</summary>
    public static async Task<Measure> HeldMeasureAsync(this QualityDb db, string code, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select from measures where code = {code} for no key update", cancellationToken);
        return await db.MeasureOfAsync(code, cancellationToken);
    }
}
