using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.DirectoryOfServices.Fhir;

internal static class ReadResource
{
    public static async Task<IResult> Handle(
        string type, string id, HttpRequest request, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var kind = ResourceKinds.Find(type) ?? throw new DomainException(FhirErrors.TypeUnknown);
        var parameters = await FhirRequests.ParametersAsync(request, cancellationToken);
        if (!FhirRequests.AcceptsJson(request, parameters)) return TypedResults.StatusCode(StatusCodes.Status406NotAcceptable);

        var known = ResourceKinds.IdOf(id) ?? throw new DomainException(FhirErrors.ResourceUnknown);
        var found = await kind.Read(new(db, time.GetUtcNow(), cancellationToken), [known]);
        if (found is not [var resource]) throw new DomainException(FhirErrors.ResourceUnknown);

        var stamped = FhirJson.Stamp(resource);
        return new FhirAnswer(stamped) { VersionId = stamped.Meta.VersionId, LastModified = stamped.ChangedAt };
    }
}
