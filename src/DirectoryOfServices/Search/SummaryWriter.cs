using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>Writes a service found as a list shows it, from the index alone.</summary>
internal static class SummaryWriter
{
    public static ServiceSummary Write(Hit hit, Question question, IReadOnlyDictionary<string, string> spellings)
    {
        var (segment, document) = (hit.Segment, hit.Document);
        var service = segment[document];
        return new(
            service.Id,
            service.Name,
            ValuesOf<ServiceCategory>(hit, TagField.Category).First(),
            new(service.Provider.Id, service.Provider.Name, service.Provider.OdsCode),
            [
                .. service.Sites.OrderBy(site => site.Name, StringComparer.Ordinal).ThenBy(site => site.Id)
                    .Select(site => new ServiceSiteView(site.Id, site.Name, site.Postcode, site.NeighbourhoodCode)),
            ],
            [.. ValuesOf<Delivery>(hit, TagField.Delivery).Order()],
            hit.Metres,
            CapacityView.Of(service.Reported, service.Diary, question.Now),
            ValuesOf<ServiceStatus>(hit, TagField.Status).First(),
            segment.Of(TagField.Bookable)["true"]?.Has(document) == true,
            service.AssuredOn,
            service.IsDemonstration,
            Reasons.NextSlot(hit, question) is { } slot ? new(LondonTime.ToLondon(slot), question.Wishes.Neighbourhood) : null,
            segment.Hours.IsOpenAt(document, question.Now, question.BankHolidays),
            [.. Reasons.Of(hit, question, spellings)]);
    }

    private static IEnumerable<TEnum> ValuesOf<TEnum>(Hit hit, TagField field) where TEnum : struct, Enum =>
        hit.Segment.Of(field).TagsOf(hit.Document).Select(tag => ApiWord.Read<TEnum>(tag)).OfType<TEnum>();
}
