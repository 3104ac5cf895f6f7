using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.ServiceDefaults.Limits;

internal static class TimeoutProblem
{
    private const string Code = "request.timed-out";

    public static async Task WriteAsync(HttpContext context)
    {
        var problems = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Type = $"urn:integrated-care:{Code}",
                Title = "The request took too long and was given up.",
                Status = context.Response.StatusCode,
                Extensions = { ["code"] = Code },
            },
        });
    }
}
