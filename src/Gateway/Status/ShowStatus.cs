using IntegratedCare.Gateway.Mails;
using IntegratedCare.Gateway.Routes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Gateway.Status;

/// <summary>Asks every service at once how it is, in the operator's own name, and waits for none of them long.</summary>
internal static class ShowStatus
{
    public static async Task<Ok<StatusView>> Handle(
        BackEnds backEnds, ServiceInspection inspection, MailTray mails, HttpContext context, CancellationToken cancellationToken)
    {
        var reports = await Task.WhenAll(backEnds.Services.Select(service =>
            inspection.InspectAsync(service, context, cancellationToken)));

        var whole = Array.TrueForAll(reports, report => report.Service.Status == ServiceStatus.Healthy)
            ? ServiceStatus.Healthy
            : ServiceStatus.Degraded;
        return TypedResults.Ok(new StatusView(
            whole,
            [.. reports.Select(report => report.Service)],
            [.. reports.Select(report => report.Outbox).OfType<OutboxView>()],
            [.. reports.SelectMany(report => report.ErrorQueues)],
            mails.IsHere ? "/operations/mails/page" : null));
    }
}
