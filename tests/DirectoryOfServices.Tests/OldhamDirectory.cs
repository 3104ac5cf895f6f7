extern alias loader;

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using LoadPlan = loader::IntegratedCare.PlaceLoader.Loading.LoadPlan;
using ValidatePlace = loader::IntegratedCare.PlaceLoader.ValidatePlace;

namespace IntegratedCare.DirectoryOfServices.Tests;

/// <summary>The directory of Oldham, every record sent as the place loader sends it: for tests over what the product really serves.</summary>
public sealed class OldhamDirectory(RealServers servers) : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Dictionary<Guid, string> codes = [];
    private ServiceHost<Program, DirectoryDb>? host;

    internal ServiceHost<Program, DirectoryDb> Host => host ?? throw new InvalidOperationException("Not started.");

    internal FixedClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal HttpClient Gp => Host.Client(Roles.Gp);

    /// <summary>The code that the place's data give a service, by its id.</summary>
    internal IReadOnlyDictionary<Guid, string> ServiceCodes => codes;

    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost<Program, DirectoryDb>.StartAsync(servers, "directory", web => web.ConfigureTestServices(
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))));
        await LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    /// <summary>Sends all that concerns the directory; returns what became of each record.</summary>
    internal async Task<IReadOnlyList<string>> LoadAsync()
    {
        using var said = new StringWriter();
        var place = ValidatePlace.Run("oldham", said, said);
        Assert.True(place is not null, said.ToString());
        foreach (var service in place.Services)
            codes[loader::IntegratedCare.PlaceLoader.CareServices.CareServiceUpserts.IdOf(place, service.Code)] = service.Code;

        var outcomes = new List<string>();
        foreach (var upsert in LoadPlan.Of(place, withPersonas: false))
        {
            if (!upsert.Path.StartsWith("api/directory/", StringComparison.Ordinal)) continue;

            using var answer = await Host.Client(Roles.PlaceLoader).PutAsJsonAsync(
                $"/{upsert.Path}", upsert.Body, Json, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{upsert.Row}: {text}");
            if (JsonElement.Parse(text).TryGetProperty("outcome", out var outcome)) outcomes.Add(outcome.GetString() ?? "");
        }

        return outcomes;
    }
}
