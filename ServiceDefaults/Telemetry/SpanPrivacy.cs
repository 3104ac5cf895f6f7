using System.Diagnostics;
using IntegratedCare.ServiceDefaults.Health;
using OpenTelemetry;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>The one place where personal data is kept out of spans, whichever library wrote them.</summary>
/// <remarks>
/// A query string may hold what a person typed, a user agent tells one device from another. By the system's rule
/// paths never carry a personal identifier, and yet what a caller put there is masked. Also drops the asking side of a health probe.
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
                data.SetTag(tag, PathPrivacy.MaskAddress(address));
        if (data.GetTagItem("url.path") is string path)
            data.SetTag("url.path", PathPrivacy.Mask(path, data.GetTagItem("http.route") as string));

        if (data.Kind == ActivityKind.Client && data.GetTagItem("url.full") is string asked
            && Uri.TryCreate(asked, UriKind.Absolute, out var uri) && HealthDefaults.IsProbe(uri.AbsolutePath))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
