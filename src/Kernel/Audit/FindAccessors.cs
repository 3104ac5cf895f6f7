using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Whose records, and in which period: by NHS number, or by the person's pseudonym.</summary>
public sealed record FindAccessorsRequest(
    DateTimeOffset From,
    DateTimeOffset To,
    [property: StringLength(20)] string? NhsNumber = null,
    [property: RegularExpression(AccessFilter.PersonKeyForm)] string? PersonKey = null);

/// <summary>Everybody who came to a person's records in this service.</summary>
/// <param name="Accessors">The latest first.</param>
/// <param name="Complete">False: there were more than an answer holds.</param>
public sealed record AccessorsView(IReadOnlyList<Accessor> Accessors, bool Complete);

/// <summary>One person or program, in one role for one organisation, and what they did with the records of somebody.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Organisation">For which organisation; absent for programs of the place.</param>
/// <param name="First">When they first did.</param>
/// <param name="Last">When they last did.</param>
/// <param name="Count">How often.</param>
/// <param name="Refused">How often they were kept out.</param>
/// <param name="NotStated">How often they stated no purpose.</param>
/// <param name="BreakGlass">How often they broke the glass.</param>
/// <param name="Purposes">The purposes that they stated.</param>
/// <param name="Actions">What they did.</param>
/// <param name="Bases">By which relationships.</param>
public sealed record Accessor(
    string Subject, string Role, string? Organisation, DateTimeOffset First, DateTimeOffset Last,
    long Count, long Refused, long NotStated, long BreakGlass, string[] Purposes, string[] Actions, string[] Bases);

internal static class FindAccessors
{
    private const int AccessorsMax = 2_000;

    public static async Task<AccessorsView> Handle(
        FindAccessorsRequest request, Caller caller, Purpose purpose, KernelDb db, PersonalDataCipher cipher, ServiceName service,
        CancellationToken cancellationToken)
    {
        var person = AccessFilter.Person(request.From, request.To, request.NhsNumber, request.PersonKey, cipher)
            ?? throw new DomainException(AuditErrors.PersonMissing);
        db.RecordAccess(caller, purpose, "audit.person-report", "audit", service.Value, person);
        await db.SaveChangesAsync(cancellationToken);

        // Who was kept out of a record was not told whose it is, and neither was their access record: what else is known of that record says so.
        var (from, to) = (request.From.ToUniversalTime(), request.To.ToUniversalTime());
        var found = await db.Database.SqlQuery<Accessor>($"""
            select subject as "Subject", role as "Role", organisation_code as "Organisation", min(at) as "First", max(at) as "Last",
              count(*) as "Count",
              count(*) filter (where outcome = 'Refused') as "Refused",
              count(*) filter (where purpose = 'notStated') as "NotStated",
              count(*) filter (where basis = 'breakGlass') as "BreakGlass",
              array_agg(distinct purpose) as "Purposes", array_agg(distinct action) as "Actions",
              coalesce(array_agg(distinct basis) filter (where basis is not null), array[]::varchar[]) as "Bases"
            from access_records accessed
            where at >= {from} and at < {to} and (person_key = {person}
              or (person_key is null and outcome = 'Refused' and exists (
                select from access_records known where known.person_key = {person}
                  and known.record_type = accessed.record_type and known.record_id = accessed.record_id)))
            group by subject, role, organisation_code order by max(at) desc limit {AccessorsMax + 1}
            """).ToListAsync(cancellationToken);
        return new([.. found.Take(AccessorsMax)], Complete: found.Count <= AccessorsMax);
    }
}
