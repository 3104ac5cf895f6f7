using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Risks;

internal readonly record struct IssueId(Guid Value) : IEntityId<IssueId>
{
    public static IssueId New() => new(Guid.CreateVersion7());
    public static IssueId From(Guid value) => new(value);
}

/// <summary>Something that is a trouble now, and no risk of one any more; perhaps one of the register came about.</summary>
internal sealed class Issue
{
    public const string WordsColumn = "issues.words";
    public const string ResolutionColumn = "issues.resolution";

    private Issue() { }

    public required IssueId Id { get; init; }
    public required string Reference { get; init; }
    public byte[]? Words { get; private set; }              // encrypted: title and description; null: erased
    public required string Owner { get; init; }
    public required RiskBand Severity { get; init; }
    public required RiskId? RiskId { get; init; }           // null: no risk foresaw it
    public required string BySubject { get; init; }
    public required string ByRole { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public byte[]? Resolution { get; private set; }         // encrypted; null: it is not resolved
    public DateTimeOffset? ResolvedAt { get; private set; }
    public string? ResolvedBySubject { get; private set; }
    public string? ResolvedByRole { get; private set; }

    public static Issue Raise(LogIssueRequest told, string reference, PersonalDataCipher cipher, Caller by, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(told.Title) || string.IsNullOrWhiteSpace(told.Description)) throw new DomainException(IssueErrors.WordsMissing);
        if (!Measures.Offices.All.Contains(told.Owner)) throw new DomainException(IssueErrors.OwnerUnknown);
        var id = IssueId.New();
        return new()
        {
            Id = id,
            Reference = reference,
            Words = cipher.Encrypt(JsonSerializer.Serialize(new IssueWords(told.Title.Trim(), told.Description.Trim())), WordsColumn, id.Value),
            Owner = told.Owner,
            Severity = told.Severity,
            RiskId = told.RiskId is { } risk ? Risks.RiskId.From(risk) : null,
            BySubject = by.Subject,
            ByRole = by.Role,
            RaisedAt = now,
        };
    }

    public void Resolve(string how, PersonalDataCipher cipher, Caller by, DateTimeOffset now)
    {
        if (ResolvedAt is not null) throw new DomainException(IssueErrors.AlreadyResolved);
        if (!by.Is(Roles.ChiefNurse) && by.Role != Owner) throw new DomainException(IssueErrors.NotYours);
        if (string.IsNullOrWhiteSpace(how)) throw new DomainException(IssueErrors.WordsMissing);
        (Resolution, ResolvedAt, ResolvedBySubject, ResolvedByRole) =
            (cipher.Encrypt(how.Trim(), ResolutionColumn, Id.Value), now, by.Subject, by.Role);
    }

    /// <summary>From here on it is a fact without words.</summary>
    public void Erase() => (Words, Resolution) = (null, null);

    public IssueWords? OpenWords(PersonalDataCipher cipher) =>
        Words is { } words ? JsonSerializer.Deserialize<IssueWords>(cipher.Decrypt(words, WordsColumn, Id.Value)) : null;
}

/// <summary>What is told of an issue, kept encrypted as one text.</summary>
internal sealed record IssueWords(string Title, string Description);

internal static class IssueErrors
{
    public static readonly DomainError NotFound = new("issue.unknown", "There is no such issue.", ErrorKind.NotFound);

    public static readonly DomainError WordsMissing =
        new("issue.words-missing", "An issue has a title and a description, and its resolution says how.", ErrorKind.Rejected);

    public static readonly DomainError OwnerUnknown =
        new("issue.owner-unknown", "The owner is one of: chief-nurse, dass, dcs, dph.", ErrorKind.Rejected);

    public static readonly DomainError RiskUnknown = new("issue.risk-unknown", "There is no such risk.", ErrorKind.Rejected);

    public static readonly DomainError AlreadyResolved = new("issue.already-resolved", "The issue was resolved already.", ErrorKind.Conflict);

    public static readonly DomainError NotYours =
        new("issue.not-yours", "Only the office that owns the issue, and the chief nurse's office, resolve it.", ErrorKind.Forbidden);
}

internal sealed class IssueMapping : IEntityTypeConfiguration<Issue>
{
    public void Configure(EntityTypeBuilder<Issue> builder)
    {
        builder.ToTable("issues", table => table.HasCheckConstraint(
            "ck_issues_resolved_whole",
            "num_nulls(resolved_at, resolved_by_subject, resolved_by_role) in (0, 3) and (words is null or (resolution is null) = (resolved_at is null))"));
        builder.Metadata.Model.AddSequence(IssueReference.NumberSequence);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Reference).HasMaxLength(20);
        builder.Property(i => i.Words).IsSealed(Issue.WordsColumn);
        builder.Property(i => i.Resolution).IsSealed(Issue.ResolutionColumn);
        builder.Property(i => i.Owner).HasMaxLength(50);
        builder.Property(i => i.BySubject).HasMaxLength(200);
        builder.Property(i => i.ByRole).HasMaxLength(50);
        builder.Property(i => i.ResolvedBySubject).HasMaxLength(200);
        builder.Property(i => i.ResolvedByRole).HasMaxLength(50);

        // Of two who resolve at once the second finds the row changed.
        builder.Property(i => i.ResolvedAt).IsConcurrencyToken();
        builder.HasOne<Risk>().WithMany().HasForeignKey(i => i.RiskId).OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_issues_risk");
        builder.HasIndex(i => i.Reference).IsUnique().HasDatabaseName("ux_issues_reference");
        builder.HasIndex(i => new { i.RaisedAt, i.Id }).HasDatabaseName("ix_issues_raised_at");
    }
}
