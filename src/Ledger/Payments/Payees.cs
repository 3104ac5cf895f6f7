using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>Whose payees a caller keeps.</summary>
internal static class Payees
{
    /// <summary>The organisation whose payees the caller keeps, or the refusal where it hosts no fund.</summary>
    public static async Task<string> HostOfAsync(this LedgerDb db, Caller caller, CancellationToken cancellationToken) =>
        caller.OrganisationCode is { } organisation && await db.HostedBy(caller).AnyAsync(cancellationToken)
            ? organisation
            : throw new DomainException(PaymentErrors.NotAHost);

    /// <summary>The payees of a host as they hold now.</summary>
    public static IQueryable<Payee> PayeesOf(this LedgerDb db, string host) => db.Payees.AsNoTracking()
        .Where(p => p.HostOrganisationCode == host
            && !db.Payees.Any(later => later.HostOrganisationCode == host && later.OrganisationCode == p.OrganisationCode && later.Version > p.Version));
}

/// <summary>The organisations that the caller's own pays, with their accounts masked.</summary>
internal static class FindPayees
{
    public static async Task<Ok<PayeesView>> Handle(
        Caller caller, Purpose purpose, LedgerDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var host = await db.HostOfAsync(caller, cancellationToken);
        var payees = await db.PayeesOf(host).OrderBy(p => p.OrganisationCode).Take(PayeesMax).ToListAsync(cancellationToken);
        db.RecordAccess(caller, purpose, "payee.list", "organisation", host);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new PayeesView(payees.ConvertAll(payee => PayeeView.Of(payee, cipher))));
    }

    private const int PayeesMax = 2_000;
}

/// <summary>One of them.</summary>
internal static class SeePayee
{
    public static async Task<Ok<PayeeView>> Handle(
        string organisation, Caller caller, Purpose purpose, HttpResponse response, LedgerDb db, PersonalDataCipher cipher,
        CancellationToken cancellationToken)
    {
        var host = await db.HostOfAsync(caller, cancellationToken);
        var payee = await db.PayeesOf(host).SingleOrDefaultAsync(p => p.OrganisationCode == organisation, cancellationToken)
            ?? throw new DomainException(PaymentErrors.PayeeUnknown);
        db.RecordAccess(caller, purpose, "payee.read", "payee", $"{host}/{organisation}");
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ETag = payee.Tag;
        return TypedResults.Ok(PayeeView.Of(payee, cipher));
    }
}

public sealed record PayeesView(IReadOnlyList<PayeeView> Items);

/// <summary>A payee. Of its account only the last two figures are shown.</summary>
public sealed record PayeeView(string OrganisationCode, string Name, Guid? ProviderId, int Version, string AccountEnding, DateTimeOffset PutAt)
{
    internal static PayeeView Of(Payee payee, PersonalDataCipher cipher) => new(
        payee.OrganisationCode, payee.Name, payee.ProviderId, payee.Version, BankDetails.Open(payee, cipher).Ending, payee.PutAt);
}
