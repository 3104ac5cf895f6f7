using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Claims;

internal readonly record struct GroupSessionId(Guid Value) : IEntityId<GroupSessionId>
{
    public static GroupSessionId New() => new(Guid.CreateVersion7());
    public static GroupSessionId From(Guid value) => new(value);
}

/// <summary>A time that several people have together. It claims the resources; the people have its places.</summary>
/// <remarks>
/// It stands from the first place that is held to the last that is given back. Like claims it is written by statements only, under its row's lock
/// (<see cref="GroupBook"/>); <c>ExpiresAt</c> is when the last of its holds ends, and null as soon as somebody is booked.
/// </remarks>
internal sealed class GroupSession
{
    public required GroupSessionId Id { get; init; }
    public required TeamId Team { get; init; }
    public required ServiceId Service { get; init; }
    public required MemberId Member { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required int Places { get; init; }
    public DateTimeOffset? ExpiresAt { get; private set; }  // null: somebody is booked
}

/// <summary>One person's place in a session. Its number is at most the session's places: the database refuses one more.</summary>
internal sealed class GroupPlace
{
    public required GroupSessionId Session { get; init; }
    public required int Place { get; init; }

    /// <summary>The session's places, so that the database can compare the two in one row.</summary>
    public required int Places { get; init; }
    public HoldId? Hold { get; private set; }               // null: a booking has it
    public BookingId? Booking { get; private set; }         // null: a hold has it
    public DateTimeOffset? ExpiresAt { get; private set; }  // null: a booking does not expire
}

internal sealed class GroupSessionMapping : IEntityTypeConfiguration<GroupSession>
{
    public void Configure(EntityTypeBuilder<GroupSession> builder)
    {
        builder.ToTable("group_sessions", t => t.HasCheckConstraint("ck_group_sessions_places", "places > 1"));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasAlternateKey(s => new { s.Id, s.Places }).HasName("ux_group_sessions_places");
        builder.HasIndex(s => new { s.Service, s.Team, s.StartsAt, s.Member }).IsUnique().HasDatabaseName("ux_group_sessions_slot");
        builder.HasIndex(s => s.ExpiresAt).HasFilter("expires_at IS NOT NULL").HasDatabaseName("ix_group_sessions_expires_at");
    }
}

internal sealed class GroupPlaceMapping : IEntityTypeConfiguration<GroupPlace>
{
    public void Configure(EntityTypeBuilder<GroupPlace> builder)
    {
        builder.ToTable("group_places", t =>
        {
            t.HasCheckConstraint("ck_group_places_within", "place BETWEEN 1 AND places");
            t.HasCheckConstraint("ck_group_places_one_claimant", "num_nonnulls(hold, booking) = 1");
            t.HasCheckConstraint("ck_group_places_only_holds_expire", "(hold IS NULL) = (expires_at IS NULL)");
        });
        builder.HasKey(p => new { p.Session, p.Place });
        builder.Property(p => p.Place).ValueGeneratedNever();
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(p => new { p.Session, p.Places })
            .HasPrincipalKey(s => new { s.Id, s.Places }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Hold>().WithMany().HasForeignKey(p => p.Hold).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(p => p.Booking).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.Hold).IsUnique().HasDatabaseName("ux_group_places_hold");
        builder.HasIndex(p => p.Booking).IsUnique().HasDatabaseName("ux_group_places_booking");
        builder.HasIndex(p => p.ExpiresAt).HasFilter("expires_at IS NOT NULL").HasDatabaseName("ix_group_places_expires_at");
    }
}
