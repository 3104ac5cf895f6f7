using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Open Referral's service at location: a service given at a site.</summary>
public sealed record OpenServiceAtLocation(Guid Id, OpenLocation Location, OpenService? Service)
{
    internal static OpenServiceAtLocation InService(ServiceSite link, Surroundings around) =>
        new(link.Id, OpenLocation.Full(SiteOf(link), around), null);

    internal static OpenServiceAtLocation Brief(ServiceSite link, OpenService service) =>
        new(link.Id, OpenLocation.Brief(SiteOf(link)), service);

    internal static OpenServiceAtLocation Full(ServiceSite link, OpenService service, Surroundings around) =>
        new(link.Id, OpenLocation.Full(SiteOf(link), around), service with { ServiceAtLocations = null });

    private static Sites.Site SiteOf(ServiceSite link) => link.Site ?? throw new InvalidOperationException("A place of care is shown with its site.");
}
