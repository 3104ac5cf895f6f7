using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures;

/// <summary>A standard, whole. <c>Owner</c>: chief-nurse, dass, dcs or dph.</summary>
public sealed record PutStandardRequest(
    [Required, StringLength(Standard.NameLengthMax)] string Name,
    KeyQuestion KeyQuestion,
    [Required, StringLength(Standard.StatementLengthMax)] string QualityStatement,
    [Required, StringLength(50)] string Owner);

/// <summary>Says what care is held to; sending the same again changes nothing.</summary>
internal static class PutStandard
{
    public static async Task<Results<Created<FrameworkPutView>, Ok<FrameworkPutView>>> Handle(
        string code, PutStandardRequest request, HttpContext http, Caller caller, Purpose purpose, QualityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Versions.IsCode(code)) throw new DomainException(StandardErrors.CodeInvalid);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.HoldFrameworkAsync(cancellationToken);
        var standing = await db.Standards.SingleOrDefaultAsync(s => s.Code == code, cancellationToken);
        Versions.Check(http.Request, caller, standing?.Version);
        if (standing is null && await db.Standards.CountAsync(cancellationToken) >= Standard.PlaceMax) throw new DomainException(StandardErrors.TooMany);

        var standard = standing ?? Standard.Set(code, request);
        var changed = standing?.Amend(request) ?? true;
        if (standing is null) db.Standards.Add(standard);
        if (changed)
        {
            db.FrameworkChanges.Add(FrameworkChange.Of(standard, request, caller, time.GetUtcNow()));
            db.RecordAccess(caller, purpose, "standard.put", "standard", code);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.ETag = Versions.TagOf(standard.Version);
        return standing is null
            ? TypedResults.Created($"/api/quality/standards/{code}", new FrameworkPutView(code, PutOutcome.Added, standard.Version))
            : TypedResults.Ok(new FrameworkPutView(code, changed ? PutOutcome.Changed : PutOutcome.Unchanged, standard.Version));
    }
}
