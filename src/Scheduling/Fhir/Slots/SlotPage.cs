using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Fhir.Searching;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Fhir.Slots;

/// <summary>Finds a page of free slots by the slot that it begins after, so that pages never overlap however much is booked meanwhile.</summary>
internal static class SlotPage
{
    private const int PortionMin = 200;
    private const int PortionMax = 20_000;

    /// <summary>The mark of what comes after a slot: when it begins, and which one it is among those that begin then.</summary>
    public static string MarkOf(Slot slot) => SlotName.Of(slot.Id).ToString();

    public static async Task<(List<Slot> Slots, bool More)> ReadAsync(
        SchedulingDb db, RotaBook rotas, TakenBook taken, CareService service, Interval wanted, string? neighbourhood, ScheduleId? only, DiarySearch search,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var after = search.Page is { } mark ? Read(mark) : (SlotName?)null;
        var (page, portion, from) = (new List<Slot>(), PortionMin, after is { } last && last.Start > wanted.Start ? last.Start : wanted.Start);
        var seen = new HashSet<SlotId>();
        while (from < wanted.End && !IsFull(page, search.Count, from))
        {
            var found = await FindSlots.SearchAsync(db, rotas, taken, service, new(from, wanted.End), neighbourhood, portion, now, cancellationToken);
            page.AddRange(found.Where(s => Comes(s, after) && (only is null || new ScheduleId(s.Team, s.Member, s.Service) == only) && seen.Add(s.Id)));
            if (found.Count < portion || (found[^1].Time.Start == from && portion == PortionMax)) break;

            // What begins at the last moment found may go on behind it: it is asked for again, and known.
            from = found[^1].Time.Start;
            portion = Math.Min(portion * 2, PortionMax);
        }

        var more = page.Count > search.Count;
        return ([.. page.OrderBy(s => s.Time.Start).ThenBy(s => Order(SlotName.Of(s.Id)), StringComparer.Ordinal).Take(search.Count)], more);
    }

    // Those that begin at one moment are put in order only when all of them are known.
    private static bool IsFull(List<Slot> page, int count, DateTimeOffset known) => page.Count > count && page[count].Time.Start < known;

    private static SlotName Read(string mark) =>
        SlotName.TryParse(mark, out var name) ? name : throw new DomainException(FhirErrors.PageUnknown);

    private static bool Comes(Slot slot, SlotName? after) => after is not { } last || slot.Time.Start > last.Start
        || (slot.Time.Start == last.Start && string.CompareOrdinal(Order(SlotName.Of(slot.Id)), Order(last)) > 0);

    private static string Order(SlotName name) => string.Create(CultureInfo.InvariantCulture, $"{name.Member.Value:N}{name.TeamTail}");
}
