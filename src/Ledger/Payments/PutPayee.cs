using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>An organisation that the host pays. <c>ProviderId</c> is its id in the directory, by which spent bookings are owed to it.</summary>
public sealed record PutPayeeRequest(
    [Required, RegularExpression(@"^[^\p{Cc}]{1,120}$")] string Name, BankDetails Bank, Guid? ProviderId = null);

/// <summary>A finance officer of a host says where an organisation's money goes. After the first time <c>If-Match</c> names what is changed.</summary>
internal static partial class PutPayee
{
    public static async Task<Results<Created<PayeeView>, Ok<PayeeView>>> Handle(
        string organisation, PutPayeeRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Caller caller, Purpose purpose,
        HttpResponse response, LedgerDb db, PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!OrganisationCode().IsMatch(organisation) || organisation.EndsWith('\n')) throw new DomainException(PaymentErrors.PayeeCodeInvalid);
        var host = await db.HostOfAsync(caller, cancellationToken);
        var payees = await db.PayeesOf(host).ToListAsync(cancellationToken);
        var last = payees.Find(payee => payee.OrganisationCode == organisation);
        if (last is not null && ifMatch is null) throw new DomainException(RequestErrors.IfMatchMissing);
        if (ifMatch is not null && ifMatch != last?.Tag) throw new DomainException(RequestErrors.Stale);
        if (request.ProviderId is { } provider && payees.Exists(p => p.ProviderId == provider && p.OrganisationCode != organisation))
            throw new DomainException(PaymentErrors.ProviderTaken);

        var payee = Payee.Put(organisation, (last?.Version ?? 0) + Payee.FirstVersion, request, host, caller, cipher, time.GetUtcNow());
        db.Payees.Add(payee);
        db.RecordAccess(caller, purpose, "payee.put", "payee", $"{host}/{organisation}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(PayeeMapping.VersionIndex))
        {
            throw new DomainException(RequestErrors.Stale);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(PayeeMapping.ProviderIndex))
        {
            throw new DomainException(PaymentErrors.ProviderTaken);
        }

        response.Headers.ETag = payee.Tag;
        var view = PayeeView.Of(payee, cipher);
        return last is null ? TypedResults.Created($"/api/ledger/payees/{organisation}", view) : TypedResults.Ok(view);
    }

    [GeneratedRegex(PutFundRequest.CodePattern)]
    private static partial Regex OrganisationCode();
}
