using System.Diagnostics;
using IntegratedCare.ServiceDefaults.Health;
using OpenTelemetry;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>The one place where personal data is kept out of spans, whichever library wrote them.</summary>
/// <remarks>
/// A query string may hold what a person typed, a user agent tells one device from another. Paths stay: by the
/// system's rule they never carry a personal identifier. Also drops the asking side of a health probe.
/// </remarks>
internal sealed class SpanPrivacy : BaseProcessor<Activity>
{
    private static readonly string[] Withheld = ["url.query", "user_agent.original", "client.address", "http.user_agent"];
    private static readonly string[] Addresses = ["url.full", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Withheld) data.SetTag(tag, null);
        foreach (var tag in Addresses)
            if (data.GetTagItem(tag) is string address)
                data.SetTag(tag, WithoutQuery(address));

        if (data.Kind == ActivityKind.Client && data.GetTagItem("url.full") is string asked
            && Uri.TryCreate(asked, UriKind.Absolute, out var uri) && HealthDefaults.IsProbe(uri.AbsolutePath))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static string WithoutQuery(string address) => address.Split('?', '#')[0];
}
