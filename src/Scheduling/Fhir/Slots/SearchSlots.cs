using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Fhir.Schedules;
using IntegratedCare.Scheduling.Fhir.Searching;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Slots;

/// <summary>The free slots of a service, or of one member of a team who gives it, earliest first.</summary>
internal static class SearchSlots
{
    private const string StatusSystem = "http://hl7.org/fhir/slotstatus";
    private const int NeighbourhoodLengthMax = 50;

    public static async Task<IResult> Handle(HttpContext http, SchedulingDb db, RotaBook rotas, TakenBook taken, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var search = await DiarySearch.ReadAsync(DiaryTypes.Slot, http, cancellationToken);
        var schedules = search.References("schedule", "Schedule");
        var services = search.References("schedule", "HealthcareService", chain: "actor")
            ?? search.References("schedule", "HealthcareService", chain: "actor:HealthcareService");
        if (schedules is null && services is null)
            throw FhirErrors.Invalid("Name the service, schedule.actor:HealthcareService=…, or one schedule.");

        var neighbourhood = search.Text("neighbourhood");
        if (neighbourhood?.Length > NeighbourhoodLengthMax) throw FhirErrors.Invalid("neighbourhood has at most 50 characters.");
        var only = schedules is null ? (ScheduleId?)null : OneOf(schedules);
        var wanted = Wanted(search, now);
        var service = await ServiceAsync(db, only, services, cancellationToken);
        var asksForFree = search.Tokens("status", StatusSystem, [("free", true)]) is not { Count: 0 };
        var (slots, more) = service is null || !asksForFree
            ? ([], false)
            : await SlotPage.ReadAsync(db, rotas, taken, service, wanted, neighbourhood, only, search, now, cancellationToken);

        var name = service?.Name ?? "";
        var entries = slots.Select(s => DiaryBundle.Entry(FhirJson.Stamp(SlotReading.Of(s, name, "free")), http.Request, "match")).ToList();
        if (search.Includes("Slot:schedule"))
        {
            var ids = slots.Select(s => new ScheduleId(s.Team, s.Member, s.Service)).Distinct().ToList();
            var included = await db.SchedulesAsync(ids, now, cancellationToken);
            entries.AddRange(included.Select(s => DiaryBundle.Entry(FhirJson.Stamp(s), http.Request, "include")));
        }

        if (search.Tokens("status", StatusSystem, [("busy", true), ("busy-tentative", true), ("busy-unavailable", true)]) is { Count: > 0 })
            entries.Add(new(null, SearchOutcome.Warning("not-supported", "Only free slots are listed; how another stands is read by its id."), new("outcome")));
        var links = new List<BundleLink> { search.Link("self", search.Page), search.Link("first", null) };
        if (more) links.Add(search.Link("next", SlotPage.MarkOf(slots[^1])));
        return new FhirAnswer(Bundle.Of(now, null, links, entries));
    }

    private static Interval Wanted(DiarySearch search, DateTimeOffset now)
    {
        var (from, until) = search.Between("start");
        var start = from ?? (until < now ? until.Value.AddTicks(-1) : now);
        return FindSlots.Wanted(start, until);
    }

    private static async Task<CareService?> ServiceAsync(
        SchedulingDb db, ScheduleId? only, IReadOnlyCollection<string>? services, CancellationToken cancellationToken)
    {
        var named = only?.Service ?? (services is { Count: 1 } && Guid.TryParseExact(services.First(), "D", out var id) ? new ServiceId(id) : null);
        if (services is { Count: > 1 }) throw FhirErrors.Invalid("Slots are looked for of one service at a time.");
        if (only is { } schedule && services is not null && !services.Contains($"{schedule.Service.Value}")) return null;
        return named is { } known
            ? await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == known && s.Name != null, cancellationToken)
            : null;
    }

    private static ScheduleId OneOf(IReadOnlyCollection<string> schedules) => schedules.Count > 1
        ? throw FhirErrors.Invalid("Slots are looked for of one schedule at a time.")
        : schedules.Count == 1 && ScheduleId.TryParse(schedules.First(), out var id) ? id : default;
}
