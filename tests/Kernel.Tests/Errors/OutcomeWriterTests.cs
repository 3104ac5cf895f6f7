using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Tests.Errors;

public sealed class OutcomeWriterTests
{
    // The framework's own writer is there before ours, as in a process that has set its limits up first.
    private static readonly ServiceProvider Services = new ServiceCollection().AddProblemDetails().AddLogging().AddProblems().BuildServiceProvider();

    [Theory]
    [InlineData(400, "error", "invalid", "INVALID_SEARCH_DATA", "request.invalid")]
    [InlineData(401, "error", "login", "login", "request.unauthenticated")]
    [InlineData(404, "error", "not-found", "RESOURCE_NOT_FOUND", "request.route-unknown")]
    [InlineData(413, "error", "too-long", "too-long", "request.too-large")]
    [InlineData(429, "error", "throttled", "throttled", "request.too-many")]
    [InlineData(500, "fatal", "exception", "exception", "service.failed")]
    [InlineData(503, "fatal", "transient", "transient", "service.unavailable")]
    [InlineData(504, "fatal", "timeout", "timeout", "request.timed-out")]
    public async Task Under_fhir_every_refusal_is_an_outcome(int status, string severity, string issue, string coding, string code)
    {
        var (type, body) = await WriteAsync("/fhir/r4/Location", status);

        Assert.Equal("application/fhir+json", type);
        Assert.Equal("OperationOutcome", body.GetProperty("resourceType").GetString());
        var only = Assert.Single(body.GetProperty("issue").EnumerateArray());
        Assert.Equal((severity, issue), (only.GetProperty("severity").GetString(), only.GetProperty("code").GetString()));
        Assert.Equal([coding, code], only.GetProperty("details").GetProperty("coding").EnumerateArray().Select(c => c.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData(400, "invalid", "REC_BAD_REQUEST")]
    [InlineData(401, "login", "SEND_UNAUTHORIZED")]
    [InlineData(403, "forbidden", "SEND_FORBIDDEN")]
    [InlineData(404, "not-found", "REC_NOT_FOUND")]
    [InlineData(409, "conflict", "REC_CONFLICT")]
    [InlineData(412, "conflict", "REC_CONFLICT")]
    [InlineData(413, "too-long", "too-long")]
    [InlineData(422, "business-rule", "REC_UNPROCESSABLE_ENTITY")]
    [InlineData(428, "invalid", "REC_BAD_REQUEST")]
    [InlineData(429, "throttled", "REC_TOO_MANY_REQUESTS")]
    [InlineData(500, "exception", "REC_SERVER_ERROR")]
    [InlineData(503, "transient", "REC_UNAVAILABLE")]
    [InlineData(504, "timeout", "REC_TIMEOUT")]
    public async Task Of_the_diary_s_types_it_speaks_as_booking_and_referral_does(int status, string issue, string coding)
    {
        foreach (var path in new[] { "/fhir/r4/Appointment", "/fhir/r4/Slot/x", "/fhir/r4/Schedule/_search", "/fhir/r4/ServiceRequest/x" })
        {
            var (_, body) = await WriteAsync(path, status);

            var only = Assert.Single(body.GetProperty("issue").EnumerateArray());
            Assert.Equal(issue, only.GetProperty("code").GetString());
            Assert.Equal(coding, only.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString());
        }

        var (_, elsewhere) = await WriteAsync("/fhir/r4/SlotX", status);
        Assert.NotEqual("https://fhir.nhs.uk/CodeSystem/http-error-codes",
            elsewhere.GetProperty("issue")[0].GetProperty("details").GetProperty("coding")[0].GetProperty("system").GetString());
    }

    [Theory]
    [InlineData("/api/directory/place")]
    [InlineData("/fhirs")]
    public async Task Elsewhere_it_is_a_problem(string path)
    {
        var (type, body) = await WriteAsync(path, 404);

        Assert.Equal("application/problem+json", type?.Split(';')[0]);
        Assert.Equal("request.route-unknown", body.GetProperty("code").GetString());
    }

    private static async Task<(string? ContentType, JsonElement Body)> WriteAsync(string path, int status)
    {
        using var written = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services };
        context.Request.Path = path;
        context.Request.Headers.Accept = "application/json";
        context.Response.Body = written;
        context.Response.StatusCode = status;
        await Services.GetRequiredService<IProblemDetailsService>().WriteAsync(
            new() { HttpContext = context, ProblemDetails = new ProblemDetails { Status = status } });
        return (context.Response.ContentType, JsonElement.Parse(written.ToArray()));
    }
}
