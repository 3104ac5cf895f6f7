using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Resources;

namespace IntegratedCare.Scheduling.Teams;

/// <summary>A care service that the team gives, and what one appointment of it takes.</summary>
internal sealed class Offer
{
    public required ServiceId Service { get; init; }
    public required int AppointmentMinutes { get; set; }

    /// <summary>Time before and after the care that is spent on it too: travel, preparing, notes. Nobody and no room is given to others meanwhile.</summary>
    public required int BufferBeforeMinutes { get; set; }
    public required int BufferAfterMinutes { get; set; }

    public int? AlignmentMinutes { get; set; }      // null: one after another from where the hours begin

    /// <summary>How many people have one appointment together; more than one is a group session.</summary>
    public required int Places { get; set; }

    /// <summary>Members who give it together: two where care is double-handed.</summary>
    public required int Staff { get; set; }

    /// <summary>Codes of skills that each of them must have.</summary>
    public required List<string> Skills { get; set; }

    /// <summary>What must be free with them, each as <see cref="Need"/> writes it; a kind named twice is needed twice.</summary>
    public required List<string> Needs { get; set; }

    /// <summary>What people bring, or do beforehand; it is told with their appointment.</summary>
    public string? Preparation { get; set; }        // null: nothing

    public static Offer Of(OfferEntry entry)
    {
        var offer = new Offer
        {
            Service = new(entry.ServiceId), AppointmentMinutes = 0, BufferBeforeMinutes = 0, BufferAfterMinutes = 0, Places = 1, Staff = 1,
            Skills = [], Needs = [],
        };
        offer.Become(entry);
        return offer;
    }

    /// <summary>All that is said of the offer, as a value to compare.</summary>
    public (ServiceId, int, int, int, int?, int, int, string, string, string?) Read => (
        Service, AppointmentMinutes, BufferBeforeMinutes, BufferAfterMinutes, AlignmentMinutes, Places, Staff, string.Join(' ', Skills), string.Join(' ', Needs),
        Preparation);

    public void Become(OfferEntry entry)
    {
        AppointmentMinutes = entry.AppointmentMinutes;
        BufferBeforeMinutes = entry.BufferBeforeMinutes ?? 0;
        BufferAfterMinutes = entry.BufferAfterMinutes ?? 0;
        AlignmentMinutes = entry.AlignmentMinutes;
        Places = entry.Places ?? 1;
        Staff = entry.Staff ?? 1;
        Preparation = entry.Preparation?.Trim();
        Skills = [.. (entry.Skills ?? []).Distinct().Order(StringComparer.Ordinal)];
        Needs = [.. (entry.Needs ?? []).Select(n => new Need(n.Kind, n.Code).ToString()).Order(StringComparer.Ordinal)];
    }
}
