using System.Diagnostics;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Keeps who read or changed which record, and why.</summary>
public static class AccessAudit
{
    /// <summary>Adds an access record to be stored by the use case's own <c>SaveChanges</c>, so that it stands if and only if the work does.</summary>
    /// <remarks>The record may be kept for many years and is shown to auditors: no argument may hold personal data.</remarks>
    /// <param name="db">The database that the use case works in.</param>
    /// <param name="caller">Who.</param>
    /// <param name="purpose">Why, as they stated.</param>
    /// <param name="action">What they did, as <c>noun.verb</c>.</param>
    /// <param name="recordType">The noun whose record it was.</param>
    /// <param name="recordId">Which one.</param>
    /// <param name="personKey">The pseudonym of the person whose record it is; null where the record is about nobody.</param>
    /// <param name="basis">The relationship that gave access; null where the role alone did.</param>
    public static void RecordAccess(
        this KernelDb db, Caller caller, Purpose purpose, string action, string recordType, string recordId,
        string? personKey = null, AccessBasis? basis = null) =>
        db.Set<AccessRecord>().Add(new()
        {
            Subject = caller.Subject,
            Role = caller.Role,
            OrganisationCode = caller.OrganisationCode,
            NeighbourhoodCode = caller.NeighbourhoodCode,
            SessionId = caller.SessionId,
            Purpose = purpose.Value,
            Action = action,
            RecordType = recordType,
            RecordId = recordId,
            PersonKey = personKey,
            Basis = basis is { } relationship ? Word(relationship) : null,
            TraceId = Activity.Current?.TraceId.ToString(),
        });

    /// <summary>As <see cref="RecordAccess"/>, of what was asked for and not given.</summary>
    /// <remarks>
    /// For refusals that a use case answers itself, such as a sign-in that fails; what a <c>DomainException</c> or an endpoint's policy refuses is
    /// recorded without it.
    /// </remarks>
    public static void RecordRefusal(
        this KernelDb db, Caller caller, Purpose purpose, string action, string recordType, string recordId, string refusalCode) =>
        db.Set<AccessRecord>().Add(new()
        {
            Subject = caller.Subject,
            Role = caller.Role,
            OrganisationCode = caller.OrganisationCode,
            NeighbourhoodCode = caller.NeighbourhoodCode,
            SessionId = caller.SessionId,
            Purpose = purpose.Value,
            Action = action,
            RecordType = recordType,
            RecordId = recordId,
            Outcome = AccessOutcome.Refused,
            RefusalCode = refusalCode,
            TraceId = Activity.Current?.TraceId.ToString(),
        });

    internal static string Word<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
