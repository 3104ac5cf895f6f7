using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>A search, by address or by a posted form; both may carry parameters.</summary>
internal static class SearchResources
{
    public static async Task<IResult> Handle(
        string type, HttpRequest request, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var kind = ResourceKinds.Find(type) ?? throw new DomainException(FhirErrors.TypeUnknown);
        if (HttpMethods.IsPost(request.Method) && !FhirRequests.IsForm(request))
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);

        var parameters = await FhirRequests.ParametersAsync(request, cancellationToken);
        if (!FhirRequests.AcceptsJson(request, parameters)) return TypedResults.StatusCode(StatusCodes.Status406NotAcceptable);

        var search = SearchRequest.Read(kind, parameters, FhirRequests.IsStrict(request));
        var reading = new FhirReading(db, time.GetUtcNow(), cancellationToken);
        return new FhirAnswer(await RunSearch.RunAsync(reading, kind, search, $"{FhirRequests.BaseOf(request)}/{kind.Type}"));
    }
}
