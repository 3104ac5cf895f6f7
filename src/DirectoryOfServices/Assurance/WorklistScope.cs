using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Search;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>Whose entries; everything may be left out.</summary>
/// <param name="Organisation">The provider's id.</param>
/// <param name="Category">The kind of care.</param>
public readonly record struct WorklistQuery(Guid? Organisation, [property: Word<ServiceCategory>] string? Category);

/// <summary>Which entries a caller works on: all for whoever keeps the whole directory, else those of their own organisation.</summary>
internal sealed record WorklistScope(bool Everything, OrganisationId? Own, OrganisationId? Provider, ServiceCategory? Category)
{
    public static async Task<WorklistScope> OfAsync(
        DirectoryDb db, Caller caller, WorklistQuery query, CancellationToken cancellationToken) => new(
        await db.IsCuratorAsync(caller, cancellationToken),
        (await db.FindOwnAsync(caller, cancellationToken))?.Id,
        query.Organisation is { } id ? new OrganisationId(id) : null,
        ApiWord.Read<ServiceCategory>(query.Category));

    public IQueryable<CareService> Of(IQueryable<CareService> services)
    {
        if (!Everything) services = services.Where(s => s.ProviderId == Own);
        if (Provider is { } provider) services = services.Where(s => s.ProviderId == provider);
        return Category is { } category ? services.Where(s => s.Category == category) : services;
    }
}
