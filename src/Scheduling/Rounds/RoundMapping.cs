using System.Text.Json;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Rounds;

internal sealed class RoundMapping : IEntityTypeConfiguration<Round>
{
    public void Configure(EntityTypeBuilder<Round> builder)
    {
        builder.ToTable(RoundSeal.Table, t =>
        {
            t.HasCheckConstraint("ck_rounds_leased_while_running", "(status = 'Running') = (num_nonnulls(lease_until, lease_holder) = 2)");
            t.HasCheckConstraint("ck_rounds_planned_has_plan", "status <> 'Planned' OR plan IS NOT NULL");
            t.HasCheckConstraint("ck_rounds_published_whole", "(published IS NULL) = (published_at IS NULL)");
        });
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.MadeBySubject).HasMaxLength(200);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Property(r => r.Asked).IsSealed(RowSeal.ContextOf(RoundSeal.Table, nameof(Round.Asked)));
        builder.Property(r => r.Plan).HasColumnType("jsonb").HasConversion(plan => Written(plan), text => Read(text));
        builder.Property(r => r.Published).HasColumnType("jsonb").HasConversion(plan => Written(plan), text => Read(text));
        builder.HasOne<Team>().WithMany().HasForeignKey(r => r.Team).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.Team, r.Date }).IsUnique().HasDatabaseName("ux_rounds_published").HasFilter("published_at IS NOT NULL");
        builder.HasIndex(r => new { r.QueuedAt, r.Id }).HasDatabaseName("ix_rounds_waiting").HasFilter("status IN ('Queued', 'Running')");
        builder.HasIndex(r => r.Date).HasDatabaseName("ix_rounds_kept").HasFilter("asked IS NOT NULL");
        builder.HasIndex(r => r.Bookings).HasMethod("gin").HasDatabaseName("ix_rounds_bookings");
    }

    private static string? Written(PlannedDay? plan) => plan is null ? null : JsonSerializer.Serialize(plan);

    private static PlannedDay? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<PlannedDay>(text);
}
