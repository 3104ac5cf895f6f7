using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Fhir.Received;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Fhir.ServiceRequests;

/// <summary>Takes a referral back, by those who made it, while it is active; nothing else of it is changed by its resource.</summary>
internal static class ChangeServiceRequest
{
    public static async Task<Ok> Handle(
        string id, ServiceRequestRequest asked, HttpContext http, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var request = await db.LockReferralAsync(KeyOf(id), caller, cancellationToken);
        Versions.Check(http.Request, asked.Meta?.VersionId, request.Sequence);
        await ApplyAsync(asked, request, caller, purpose, db, cipher, rules, time, cancellationToken);
        return TypedResults.Ok();
    }

    /// <summary>The same by a patch of the resource.</summary>
    public static async Task<Ok> HandlePatch(
        string id, PatchRequest patch, HttpContext http, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var request = await db.LockReferralAsync(KeyOf(id), caller, cancellationToken);
        Versions.Check(http.Request, null, request.Sequence);
        var standing = await db.ServiceRequestsAsync([request], cipher, cancellationToken);
        var asked = patch.Apply<ServiceRequestRequest>(standing[0]);
        await ApplyAsync(asked, request, caller, purpose, db, cipher, rules, time, cancellationToken);
        return TypedResults.Ok();
    }

    private static Guid KeyOf(string id) => Guid.TryParseExact(id, "D", out var key) ? key : throw new DomainException(ServiceRequestErrors.Unknown);

    private static async Task ApplyAsync(
        ServiceRequestRequest asked, ServiceRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, EntryRules rules,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (asked.Id != $"{request.Id.Value}") throw Refusal.Invalid("The resource's id is not that of its address.");
        if (!PatientReceived.IsAbout(asked.Subject, asked.Contained, number => cipher.KeyOf(number).Value == request.PersonKey))
            throw new DomainException(ServiceRequestErrors.OtherPerson);
        if (!request.IsOpen) throw new DomainException(ServiceRequestErrors.Closed);
        if (asked.Status == "active") return;
        if (asked.Status != "revoked") throw Refusal.Unfit("A ServiceRequest that is active is revoked; nothing else is said of it here.");

        var why = asked.Extension.Concept(DiaryCodes.StatusReason)?.Words ?? throw Refusal.Unfit("Say why: the extension request-statusReason.");
        var withdrawal = new WithdrawReferralRequest(why);
        await rules.CheckAsync(withdrawal, cancellationToken);
        await WithdrawReferral.Handle(request.Id.Value, withdrawal, caller, purpose, db, cipher, time, cancellationToken);
    }
}
