using IntegratedCare.Kernel.Audit;

namespace IntegratedCare.Gateway.Audit;

/// <summary>The audit of every service, one after another, as FHIR AuditEvents on lines.</summary>
/// <remarks>
/// All services are asked before the first line is written, so that one that is away makes a refusal and not a gap. One that breaks off later breaks
/// the whole answer off: it ends without its proper end, and nobody takes it for complete.
/// </remarks>
internal static class ExportPlace
{
    public static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(30);

    public static async Task Handle(
        ExportAccessRequest request, HttpContext context, AuditServices services, CancellationToken cancellationToken)
    {
        var answers = new List<HttpResponseMessage>();
        try
        {
            foreach (var service in services.All)
            {
                var answer = await services.SendAsync(context, service, "export", request, cancellationToken);
                if (answer is null || (int)answer.StatusCode >= 500)
                {
                    answer?.Dispose();
                    await GatewayRefusal.ServiceUnavailable.WriteAsync(context);
                    return;
                }

                answers.Add(answer);
                if (!answer.IsSuccessStatusCode) throw await AuditRefusedException.OfAsync(answer, cancellationToken);
            }

            context.Response.ContentType = "application/fhir+ndjson";
            foreach (var answer in answers) await answer.Content.CopyToAsync(context.Response.Body, cancellationToken);
        }
        catch (HttpRequestException) when (context.Response.HasStarted)
        {
            context.Abort();
        }
        finally
        {
            answers.ForEach(answer => answer.Dispose());
        }
    }
}
