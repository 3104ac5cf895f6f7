using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Links;

/// <summary>When the page of an entry was opened, what came of it, and when it is opened next.</summary>
internal sealed class LinkCheck
{
    /// <summary>One failure may be the page's bad day.</summary>
    public const int FailuresMin = 2;

    public required ServiceId ServiceId { get; init; }
    public required string Url { get; init; }
    public LinkOutcome? Outcome { get; init; }    // null: it has not been opened yet
    public int? StatusCode { get; init; }    // null: there was no answer
    public int Failures { get; init; }    // in a row
    public DateTimeOffset? CheckedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }

    /// <summary>A replica has it in hand until then; one that dies leaves it to others.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }
}

internal sealed class LinkCheckMapping : IEntityTypeConfiguration<LinkCheck>
{
    public void Configure(EntityTypeBuilder<LinkCheck> builder)
    {
        builder.ToTable("link_checks");
        builder.HasKey(c => c.ServiceId);
        builder.Property(c => c.ServiceId).ValueGeneratedNever();
        builder.Property(c => c.Url).HasMaxLength(ServiceMapping.UrlLengthMax);
        builder.HasOne<CareService>().WithMany().HasForeignKey(c => c.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.DueAt).HasDatabaseName("ix_link_checks_due");
        builder.HasIndex(c => c.Url).HasDatabaseName("ix_link_checks_url");
    }
}
