using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>A service as it leaves the directory: its record, and the names of what it refers to, for people to read.</summary>
internal sealed record ExportedService(
    ServiceId Id, ServiceRecord Record, RecordStatus Status, string ProviderName, IReadOnlyList<string> SiteNames)
{
    public static ExportedService Of(CareService service) => new(
        service.Id, ServiceRecord.Of(service), service.Status, service.NameOfProvider,
        [.. service.Sites.Select(link => link.Site).OfType<Site>().OrderBy(site => site.Id.Value).Select(site => site.Name)]);
}
