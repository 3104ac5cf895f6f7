using System.Diagnostics;
using IntegratedCare.ServiceDefaults.Health;
using OpenTelemetry.Trace;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>Leaves health probes, and all they cause, out of the traces; the rest is for the sampler within to decide.</summary>
internal sealed class ProbeSampler(Sampler rest) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind == ActivityKind.Server && IsProbe(samplingParameters.Tags)
            ? new SamplingResult(SamplingDecision.Drop)
            : rest.ShouldSample(samplingParameters);

    private static bool IsProbe(IEnumerable<KeyValuePair<string, object?>>? tags) =>
        tags is not null && HealthDefaults.IsProbe(tags.FirstOrDefault(tag => tag.Key == "url.path").Value as string);
}
