using IntegratedCare.Kernel.Database;
using IntegratedCare.Scheduling.Absences;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.BreakGlass;
using IntegratedCare.Scheduling.Calendars;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.NextSlots;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Restrictions;
using IntegratedCare.Scheduling.Rounds;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using IntegratedCare.Scheduling.WaitingList;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling;

internal sealed class SchedulingDb(DbContextOptions<SchedulingDb> options) : KernelDb(options)
{
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<Grant> BreakGlassGrants => Set<Grant>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<CareService> CareServices => Set<CareService>();
    public DbSet<GroupPlace> GroupPlaces => Set<GroupPlace>();
    public DbSet<GroupSession> GroupSessions => Set<GroupSession>();
    public DbSet<Hold> Holds => Set<Hold>();
    public DbSet<DiaryMark> DiaryMarks => Set<DiaryMark>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<NextSlot> NextSlots => Set<NextSlot>();
    public DbSet<PlaceSettings> Settings => Set<PlaceSettings>();
    public DbSet<Resource> Resources => Set<Resource>();
    public DbSet<ResourceClaim> ResourceClaims => Set<ResourceClaim>();
    public DbSet<Restriction> Restrictions => Set<Restriction>();
    public DbSet<RotaVersion> RotaVersions => Set<RotaVersion>();
    public DbSet<Round> Rounds => Set<Round>();
    public DbSet<ServiceRequest> ServiceRequests => Set<ServiceRequest>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TimeOffer> TimeOffers => Set<TimeOffer>();
    public DbSet<WaitStandard> WaitStandards => Set<WaitStandard>();
}
