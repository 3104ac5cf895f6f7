namespace IntegratedCare.Identity.Federation;

/// <summary>The place's address as people and providers know it: the setting, or else as it was asked.</summary>
internal sealed class OuterAddress(IConfiguration configuration)
{
    private readonly string? stated = configuration["Identity:PublicAddress"]?.TrimEnd('/');

    /// <summary>Where a provider sends the browser back to; registered there letter by letter.</summary>
    public string CallbackOf(string provider, HttpRequest request) =>
        $"{stated ?? $"{request.Scheme}://{request.Host}"}{FederationEndpoints.Path}/{provider}/callback";
}
