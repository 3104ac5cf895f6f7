using System.Diagnostics;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Keeps who read or changed which record, and why.</summary>
public static class AccessAudit
{
    /// <summary>Adds an access record to be stored by the use case's own <c>SaveChanges</c>, so that it stands if and only if the work does.</summary>
    public static void RecordAccess(
        this KernelDb db, Caller caller, Purpose purpose, string action, string recordType, string recordId) =>
        db.Set<AccessRecord>().Add(new()
        {
            Subject = caller.Subject,
            Role = caller.Role,
            OrganisationCode = caller.OrganisationCode,
            Purpose = purpose.Value,
            Action = action,
            RecordType = recordType,
            RecordId = recordId,
            TraceId = Activity.Current?.TraceId.ToString(),
        });
}
