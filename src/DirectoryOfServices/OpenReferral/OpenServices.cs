using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>Reads the records of many services at once: so many round trips whether it is one or two hundred.</summary>
internal static class OpenServices
{
    public static async Task<IReadOnlyList<OpenService>> BriefAsync(
        this DirectoryDb db, IReadOnlyList<ServiceId> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var services = await db.CareServices.AsNoTracking().Include(s => s.Provider)
            .Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        var modified = await db.LastModifiedAsync(ids, now, cancellationToken);
        return [.. ids.Select(id => OpenService.Brief(services[id], modified[id]))];
    }

    public static async Task<IReadOnlyList<OpenService>> FullAsync(
        this DirectoryDb db, IReadOnlyList<ServiceId> ids, Surroundings around, CancellationToken cancellationToken)
    {
        var services = await db.CareServices.AsNoTracking()
            .Include(s => s.Provider)
            .Include(s => s.Sites).ThenInclude(link => link.Site)
            .Include(s => s.Neighbourhoods)
            .Include(s => s.Practices)
            .Include(s => s.Terms).ThenInclude(link => link.Term)
            .AsSplitQuery()
            .Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        var modified = await db.LastModifiedAsync(ids, around.Now, cancellationToken);
        return [.. ids.Select(id => OpenService.Full(services[id], modified[id], around))];
    }

    public static async Task<IReadOnlyList<OpenServiceStamp>> StampsAsync(
        this DirectoryDb db, IReadOnlyList<ServiceId> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var modified = await db.LastModifiedAsync(ids, now, cancellationToken);
        return [.. ids.Select(id => new OpenServiceStamp(id.Value, OpenService.Moment(modified[id])))];
    }
}
