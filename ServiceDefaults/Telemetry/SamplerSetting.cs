using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>The standard sampler settings, which the SDK stops reading as soon as code sets a sampler.</summary>
internal static class SamplerSetting
{
    public static Sampler Read(IConfiguration configuration) => configuration["OTEL_TRACES_SAMPLER"] switch
    {
        "always_on" => new AlwaysOnSampler(),
        "always_off" => new AlwaysOffSampler(),
        "traceidratio" => new TraceIdRatioBasedSampler(Ratio(configuration)),
        "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Ratio(configuration))),
        _ => new ParentBasedSampler(new AlwaysOnSampler()),
    };

    private static double Ratio(IConfiguration configuration) =>
        double.TryParse(configuration["OTEL_TRACES_SAMPLER_ARG"], CultureInfo.InvariantCulture, out var ratio)
            ? Math.Clamp(ratio, 0, 1) : 1;
}
