using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Which access records are asked for; every condition that is given must hold.</summary>
public abstract record AccessFilter
{
    private const int WordLengthMax = 200;
    internal const string PersonKeyForm = "^[0-9a-f]{64}$";

    /// <summary>The first moment.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The moment before which it happened.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Who, as <c>account:…</c>, <c>persona:…</c> or <c>client:…</c>.</summary>
    [StringLength(WordLengthMax)] public string? Subject { get; init; }

    /// <summary>In which role.</summary>
    [StringLength(WordLengthMax)] public string? Role { get; init; }

    /// <summary>For which organisation, by its code.</summary>
    [StringLength(WordLengthMax)] public string? Organisation { get; init; }

    /// <summary>What was done, as <c>noun.verb</c>.</summary>
    [StringLength(WordLengthMax)] public string? Action { get; init; }

    /// <summary>The noun whose record it was.</summary>
    [StringLength(WordLengthMax)] public string? RecordType { get; init; }

    /// <summary>Which record of its kind.</summary>
    [StringLength(WordLengthMax)] public string? RecordId { get; init; }

    /// <summary>What became of it.</summary>
    public AccessOutcome? Outcome { get; init; }

    /// <summary>The purpose that was stated, or <c>notStated</c>.</summary>
    [StringLength(WordLengthMax)] public string? Purpose { get; init; }

    /// <summary>By which relationship.</summary>
    public AccessBasis? Basis { get; init; }

    /// <summary>Whose record it was. The number is turned into the person's pseudonym and kept nowhere.</summary>
    [StringLength(20)] public string? NhsNumber { get; init; }

    /// <summary>Whose record it was, by the person's pseudonym.</summary>
    [RegularExpression(PersonKeyForm)] public string? PersonKey { get; init; }

    /// <summary>The pseudonym of the person asked about; null where nobody is.</summary>
    internal string? PersonAskedFor(PersonalDataCipher cipher) => Person(From, To, NhsNumber, PersonKey, cipher);

    internal static string? Person(
        DateTimeOffset from, DateTimeOffset to, string? nhsNumber, string? personKey, PersonalDataCipher cipher)
    {
        if (from >= to) throw new DomainException(AuditErrors.PeriodInvalid);
        if (nhsNumber is null) return personKey;
        if (personKey is not null) throw new DomainException(AuditErrors.PersonTwice);
        return PersonalData.NhsNumber.TryParse(nhsNumber, out var number)
            ? cipher.KeyOf(number).Value
            : throw new DomainException(AuditErrors.NhsNumberInvalid);
    }

    internal IQueryable<AccessRecord> Narrow(IQueryable<AccessRecord> records, string? person)
    {
        records = records.Where(r => r.At >= From && r.At < To);
        if (person is not null) records = records.Where(r => r.PersonKey == person);
        if (Subject is not null) records = records.Where(r => r.Subject == Subject);
        if (Role is not null) records = records.Where(r => r.Role == Role);
        if (Organisation is not null) records = records.Where(r => r.OrganisationCode == Organisation);
        if (Action is not null) records = records.Where(r => r.Action == Action);
        if (RecordType is not null) records = records.Where(r => r.RecordType == RecordType);
        if (RecordId is not null) records = records.Where(r => r.RecordId == RecordId);
        if (Outcome is { } outcome) records = records.Where(r => r.Outcome == outcome);
        if (Purpose is not null) records = records.Where(r => r.Purpose == Purpose);
        if (Basis is { } basis)
        {
            var word = AccessAudit.Word(basis);
            records = records.Where(r => r.Basis == word);
        }

        return records;
    }
}
