using IntegratedCare.Kernel.Database;
using IntegratedCare.Quality.Bookings;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Learning;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Feeding;
using IntegratedCare.Quality.Measures.SpecialCauses;
using IntegratedCare.Quality.Measures.Values;
using IntegratedCare.Quality.Restrictions;
using IntegratedCare.Quality.Risks;
using IntegratedCare.Quality.Tasks;
using IntegratedCare.Quality.Sites;
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
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Standard> Standards => Set<Standard>();
    public DbSet<Measure> Measures => Set<Measure>();
    public DbSet<FrameworkChange> FrameworkChanges => Set<FrameworkChange>();
    public DbSet<MeasureValue> MeasureValues => Set<MeasureValue>();
    public DbSet<ValueImport> ValueImports => Set<ValueImport>();
    public DbSet<AutomaticValue> AutomaticValues => Set<AutomaticValue>();
    public DbSet<MeasureMark> MeasureMarks => Set<MeasureMark>();
    public DbSet<SpecialCause> SpecialCauses => Set<SpecialCause>();
    public DbSet<MeasureLook> MeasureLooks => Set<MeasureLook>();
    public DbSet<Rebase> Rebases => Set<Rebase>();
    public DbSet<Risk> Risks => Set<Risk>();
    public DbSet<RiskVersion> RiskVersions => Set<RiskVersion>();
    public DbSet<RiskLink> RiskLinks => Set<RiskLink>();
    public DbSet<Issue> Issues => Set<Issue>();
    public DbSet<LearningResponse> LearningResponses => Set<LearningResponse>();
    public DbSet<LearningAction> LearningActions => Set<LearningAction>();
    public DbSet<Lesson> Lessons => Set<Lesson>();
}
