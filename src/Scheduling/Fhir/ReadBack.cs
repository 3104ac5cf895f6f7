using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Fhir;

/// <summary>Answers a change with the resource as it stands afterwards.</summary>
/// <remarks>
/// It is read once the change is committed, also where a repeated request changed nothing: so no resource, which names a person, is kept with the
/// key of the request. <c>Prefer: return=minimal</c> leaves it out.
/// </remarks>
internal static class ReadBack
{
    /// <summary>Reads the resource with this id for the caller of the request; null where they have lost sight of it by the change.</summary>
    public delegate Task<Resource?> Reading(string id, Caller caller, HttpContext http);

    public static RouteHandlerBuilder AnswersWith(this RouteHandlerBuilder endpoint, string type, Reading read) =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (!FhirRequests.AcceptsJson(http.Request, []))
                throw new BadHttpRequestException("JSON is what is answered.", StatusCodes.Status406NotAcceptable);

            var result = await next(context);
            var location = (result as Created)?.Location ?? http.Response.Headers.Location.ToString();
            var made = location.Length > 0;
            var id = made ? location[(location.LastIndexOf('/') + 1)..] : $"{http.GetRouteValue("id")}";
            if (made) http.Response.Headers.Location = $"{FhirRequests.BaseOf(http.Request)}/{type}/{id}";

            var status = made ? StatusCodes.Status201Created : StatusCodes.Status200OK;
            if (IsMinimal(http.Request) || await Caller.BindAsync(http) is not { } caller || await read(id, caller, http) is not { } resource)
            {
                RequestMarks.Echo(http);
                return TypedResults.StatusCode(status);
            }

            return new FhirAnswer(resource)
            {
                Status = status, VersionId = resource.Meta.VersionId, LastModified = resource.ChangedAt, IsPersonal = true,
            };
        });

    private static bool IsMinimal(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(header => (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        .Contains("return=minimal", StringComparer.OrdinalIgnoreCase);
}
