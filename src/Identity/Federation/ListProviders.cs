using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Federation;

/// <summary>Where else than here people of this place may sign in.</summary>
internal static class ListProviders
{
    public static Ok<ProvidersView> Handle(Providers providers, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ProvidersView([.. providers.All.Select(settings => new ProviderView(settings.Name, settings.DisplayName))]));
}

public sealed record ProvidersView(IReadOnlyList<ProviderView> Items);

/// <summary>An external provider; a browser that is sent to <c>/identity/sign-in/external/{name}</c> comes back signed in.</summary>
public sealed record ProviderView(string Name, string DisplayName);
