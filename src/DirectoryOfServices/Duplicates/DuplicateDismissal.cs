using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

/// <summary>Somebody looked at two entries and said that they are two services. Remembered, so that nobody is asked again.</summary>
internal sealed class DuplicateDismissal
{
    /// <summary>The one whose id comes first.</summary>
    public required ServiceId One { get; init; }
    public required ServiceId Other { get; init; }
    public required string Reason { get; init; }
    public required string DismissedBy { get; init; }
    public string? OrganisationCode { get; init; }
    public required DateTimeOffset DismissedAt { get; init; }
}

internal sealed class DuplicateDismissalMapping : IEntityTypeConfiguration<DuplicateDismissal>
{
    public const string Key = "pk_duplicate_dismissals";

    public void Configure(EntityTypeBuilder<DuplicateDismissal> builder)
    {
        builder.ToTable("duplicate_dismissals", table => table.HasCheckConstraint("ck_duplicate_dismissals_order", "one < other"));
        builder.HasKey(d => new { d.One, d.Other }).HasName(Key);
        builder.Property(d => d.Reason).HasMaxLength(ServiceMapping.NotesLengthMax);
        builder.HasOne<CareService>().WithMany().HasForeignKey(d => d.One).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CareService>().WithMany().HasForeignKey(d => d.Other).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }
}
