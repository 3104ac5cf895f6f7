namespace IntegratedCare.Kernel.Audit;

/// <summary>One access, as the privacy officer sees it.</summary>
/// <remarks>
/// <c>Cursor</c> is the place of this record: as <c>after</c> it asks for what came before. <c>Person</c> is a pseudonym, absent where the record is
/// about nobody. <c>Basis</c> is absent where the role alone gave access.
/// </remarks>
public sealed record AccessRecordView(
    string Cursor,
    long Id,
    DateTimeOffset At,
    string Subject,
    string Role,
    string? Organisation,
    string? Neighbourhood,
    string? Session,
    string Purpose,
    string? Basis,
    string Action,
    string RecordType,
    string RecordId,
    string? Person,
    AccessOutcome Outcome,
    string? RefusalCode,
    string? TraceId)
{
    internal static AccessRecordView Of(AccessRecord record) => new(
        new AuditCursor(record.At, record.Id).ToString(), record.Id, record.At, record.Subject, record.Role,
        record.OrganisationCode, record.NeighbourhoodCode, record.SessionId, record.Purpose, record.Basis, record.Action,
        record.RecordType, record.RecordId, record.PersonKey, record.Outcome, record.RefusalCode, record.TraceId);
}
