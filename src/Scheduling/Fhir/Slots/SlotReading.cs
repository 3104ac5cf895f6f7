using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Fhir.Resources;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Slots;

/// <summary>Says of a slot how it stands.</summary>
internal static class SlotReading
{
    private const int TeamsMax = 100;

    /// <summary>The slot that a FHIR id names; null where its team is not known.</summary>
    public static async Task<SlotId?> SlotNamedAsync(this SchedulingDb db, string id, CancellationToken cancellationToken)
    {
        if (!SlotName.TryParse(id, out var name)) return null;
        var teams = await db.Teams.Where(t => t.Members.Any(m => m.Id == name.Member)).Select(t => t.Id).Take(TeamsMax).ToListAsync(cancellationToken);
        return teams.Where(name.IsOf).Select(team => (SlotId?)name.In(team)).FirstOrDefault();
    }

    public static SlotResource Of(SlotId id, Interval time, Delivery delivery, string serviceName, string status) => new()
    {
        Id = SlotName.Of(id).ToString(),
        Meta = new(null, null, []),
        Extension = [DiaryCodes.Code(DiaryCodes.Delivery, delivery)],
        ServiceType = [DiaryCodes.OfService(id.Service.Value, serviceName)],
        Schedule = new("Schedule", null) { Address = $"Schedule/{new ScheduleId(id.Team, id.Member, id.Service)}" },
        Status = status,
        Start = FhirJson.Instant(time.Start),
        End = FhirJson.Instant(time.End),
    };

    public static SlotResource Of(Slot slot, string serviceName, string status) => Of(slot.Id, slot.Time, slot.Delivery, serviceName, status);

    /// <summary>How a slot stands: free where a search would list it, busy where it is booked, busy-tentative while somebody holds it.</summary>
    /// <remarks>Busy-unavailable is what is offered and cannot be booked: it has begun, lies too far ahead, or the service takes no bookings.</remarks>
    public static async Task<SlotResource?> StandingAsync(
        this SchedulingDb db, RotaBook rotas, TakenBook taken, SlotId id, CareService service, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = service.Name ?? BookingNames.NotNamedYet;
        var free = await FindSlots.SearchAsync(db, rotas, taken, service, new(id.Start, id.Start.AddMinutes(1)), null, int.MaxValue, now, cancellationToken);
        if (free.Find(s => s.Id == id) is { } slot) return Of(slot, name, "free");

        var booked = await db.Bookings.AsNoTracking()
            .Where(b => b.Team == id.Team && b.Member == id.Member && b.Service == id.Service && b.StartsAt == id.Start && b.Status != BookingStatus.Cancelled)
            .Select(b => new { b.EndsAt, b.Delivery }).FirstOrDefaultAsync(cancellationToken);
        if (booked is not null) return Of(id, new(id.Start, booked.EndsAt), booked.Delivery, name, "busy");

        if ((await rotas.OfAsync(db, id.Service, cancellationToken)).SlotAt(id) is not { } offered) return null;
        if (!service.TakesBookings || id.Start <= now) return Of(offered, name, "busy-unavailable");
        var held = await db.Holds.AnyAsync(h => h.Team == id.Team && h.Member == id.Member && h.Service == id.Service && h.StartsAt == id.Start
            && h.ExpiresAt > now && h.UsedFor == null, cancellationToken);
        return Of(offered, name, held ? "busy-tentative" : "busy");
    }
}
