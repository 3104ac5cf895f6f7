using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace IntegratedCare.Kernel.Errors;

/// <summary>Writes a refusal as a problem detail whatever the caller says it accepts.</summary>
/// <remarks>
/// The framework's own writer gives a caller that asks for, say, only <c>text/html</c> a line of plain text in its place, and then the code by which
/// the caller could act is lost.
/// </remarks>
internal sealed class ProblemWriter(IOptions<ProblemDetailsOptions> options, IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        options.Value.CustomizeProblemDetails?.Invoke(context);
        var problem = context.ProblemDetails;
        await context.HttpContext.Response.WriteAsJsonAsync(
            problem, problem.GetType(), json.Value.SerializerOptions, "application/problem+json",
            context.HttpContext.RequestAborted);
    }
}
