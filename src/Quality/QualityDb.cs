using IntegratedCare.Kernel.Database;
using IntegratedCare.Quality.Bookings;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;
using IntegratedCare.Quality.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality;

internal sealed class QualityDb(DbContextOptions<QualityDb> options) : KernelDb(options)
{
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();
    public DbSet<Restriction> Restrictions => Set<Restriction>();
    public DbSet<AffectedBooking> AffectedBookings => Set<AffectedBooking>();
    public DbSet<AffectedBookingsPart> AffectedBookingsParts => Set<AffectedBookingsPart>();
    public DbSet<CareService> CareServices => Set<CareService>();
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<QualityTask> Tasks => Set<QualityTask>();
    public DbSet<BookedPerson> BookedPeople => Set<BookedPerson>();
}
