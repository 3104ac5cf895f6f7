using System.Text.Json;
using IntegratedCare.Kernel.Fhir;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Kernel.Errors;

/// <summary>Under <c>/fhir</c> a refusal is FHIR R4's OperationOutcome, whoever refuses: a handler, the routing, a limit, the door.</summary>
/// <remarks>
/// The first coding is one that clients of NHS APIs know: for the diary's types that of Booking and Referral (BaRS), else UK Core's where the status has
/// one there, else FHIR's own issue type. The second is our code, the same that a problem detail would carry. Our trace id is the outcome's id.
/// </remarks>
internal sealed class OutcomeWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    private const string UkCore = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SpineErrorOrWarningCode";
    private const string IssueTypes = "http://hl7.org/fhir/issue-type";
    private const string Bars = "https://fhir.nhs.uk/CodeSystem/http-error-codes";
    private const string Refusals = "urn:integrated-care:refusal";

    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments("/fhir");

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        options.Value.CustomizeProblemDetails?.Invoke(context);
        var problem = context.ProblemDetails;
        var response = context.HttpContext.Response;
        RequestMarks.Echo(context.HttpContext);
        response.ContentType = "application/fhir+json";
        var status = problem.Status ?? response.StatusCode;
        var issue = IsOfDiary(context.HttpContext.Request.Path) ? BookingIssueOf(status) : IssueOf(status);
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            resourceType = "OperationOutcome",
            id = problem.Extensions["traceId"],
            issue = new[]
            {
                new
                {
                    severity = status >= 500 ? "fatal" : "error",
                    code = issue.Type,
                    details = new
                    {
                        coding = new[]
                        {
                            new { system = issue.System, code = issue.Code, display = issue.Display },
                            new { system = Refusals, code = $"{problem.Extensions["code"]}", display = $"{problem.Title}" },
                        },
                        text = problem.Title,
                    },
                    diagnostics = string.IsNullOrWhiteSpace(problem.Detail) ? problem.Title : problem.Detail,
                },
            },
        });
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.HttpContext.RequestAborted);
    }

    private static Issue IssueOf(int status) => status switch
    {
        400 => new("invalid", UkCore, "INVALID_SEARCH_DATA", "Invalid search data"),
        404 => new("not-found", UkCore, "RESOURCE_NOT_FOUND", "Resource not found"),
        401 => Own("login", "Login Required"),
        403 => Own("forbidden", "Forbidden"),
        405 or 406 or 415 => Own("not-supported", "Content not supported"),
        413 => Own("too-long", "Content Too Long"),
        422 => Own("business-rule", "Business Rule Violation"),
        429 => Own("throttled", "Throttled"),
        503 => Own("transient", "Transient Issue"),
        408 or 504 => Own("timeout", "Timeout"),
        _ => status >= 500 ? Own("exception", "Exception") : Own("processing", "Processing Failure"),
    };

    private static bool IsOfDiary(PathString path) =>
        path.StartsWithSegments(FhirRequests.Root, out var rest) && DiaryTypes.All.Any(type => rest.StartsWithSegments($"/{type.Type}"));

    private static Issue BookingIssueOf(int status) => status switch
    {
        400 or 428 => Sent("invalid", "REC_BAD_REQUEST", "Bad request"),
        401 => Sent("login", "SEND_UNAUTHORIZED", "Unauthorized"),
        403 => Sent("forbidden", "SEND_FORBIDDEN", "Forbidden"),
        404 => Sent("not-found", "REC_NOT_FOUND", "Not found"),
        405 => Sent("not-supported", "REC_METHOD_NOT_ALLOWED", "Method not allowed"),
        406 => Sent("not-supported", "REC_NOT_ACCEPTABLE", "Not acceptable"),
        408 or 504 => Sent("timeout", "REC_TIMEOUT", "Timeout"),
        409 or 412 => Sent("conflict", "REC_CONFLICT", "Conflict"),
        410 => Sent("deleted", "REC_NOT_FOUND", "Not found"),
        422 => Sent("business-rule", "REC_UNPROCESSABLE_ENTITY", "Unprocessable entity"),
        429 => Sent("throttled", "REC_TOO_MANY_REQUESTS", "Too many requests"),
        503 => Sent("transient", "REC_UNAVAILABLE", "Unavailable"),
        >= 500 => Sent("exception", "REC_SERVER_ERROR", "Server error"),
        _ => IssueOf(status),
    };

    private static Issue Sent(string type, string code, string display) => new(type, Bars, code, display);

    private static Issue Own(string type, string display) => new(type, IssueTypes, type, display);

    private sealed record Issue(string Type, string System, string Code, string Display);
}
