using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>Something in the diary changed from which the next free slot of a service may follow.</summary>
/// <remarks>
/// Triggers of the database write one where time is claimed or given back, and where a rota, a service or the horizon changes: an insert into a
/// table that nobody waits for is all that a booking pays. A worker takes the marks away and reckons each service that they concern once.
/// </remarks>
internal sealed class DiaryMark
{
    public const int KindLengthMax = 10;

    public long Id { get; init; }

    /// <summary>resource, team, service, or place for all services.</summary>
    public required string Kind { get; init; }

    public Guid? Subject { get; init; }    // null: the whole place
}

internal sealed class DiaryMarkMapping : IEntityTypeConfiguration<DiaryMark>
{
    public void Configure(EntityTypeBuilder<DiaryMark> builder)
    {
        builder.ToTable("diary_marks");
        builder.Property(m => m.Id).UseIdentityAlwaysColumn();
        builder.Property(m => m.Kind).HasMaxLength(DiaryMark.KindLengthMax);
    }
}
