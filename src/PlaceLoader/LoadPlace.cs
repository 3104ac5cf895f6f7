using IntegratedCare.PlaceLoader.Gateway;
using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader;

/// <summary>Puts a valid place through the public APIs, each kind of record after the kinds it refers to.</summary>
internal static class LoadPlace
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(
        Place place, GatewayOptions options, TimeProvider time, TextWriter output, TextWriter errors,
        CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = options.Address, Timeout = CallTimeout };
        var gateway = new GatewayClient(http, options, time);
        var tally = new Tally();
        if (!options.IsDemonstration && place.Personas.Count > 0)
            await output.WriteLineAsync($"Personas are left out: {GatewayOptions.DemonstrationKey} is not true.");
        try
        {
            foreach (var kind in LoadPlan.Of(place, options.IsDemonstration).GroupBy(upsert => upsert.Kind))
                if (!await LoadKindAsync(kind, gateway, tally, errors, cancellationToken))
                    return ExitCode.Refused;
        }
        catch (GatewayException e)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Stopped. Loading the place again continues where this ended.");
            return ExitCode.Refused;
        }
        finally
        {
            tally.Write(output);
        }
        if (tally.NothingChanged) await output.WriteLineAsync("Nothing changed: the place was loaded already.");
        return ExitCode.Done;
    }

    // A kind is tried to its end, so that all its refusals are seen; what builds on it would only fail in its turn.
    private static async Task<bool> LoadKindAsync(
        IEnumerable<Upsert> kind, GatewayClient gateway, Tally tally, TextWriter errors,
        CancellationToken cancellationToken)
    {
        var allTaken = true;
        foreach (var upsert in kind)
        {
            var answer = await gateway.PutAsync(upsert.Path, upsert.Body, cancellationToken);
            tally.Count(upsert.Kind, answer.Outcome);
            if (answer.Refusal is null) continue;
            await errors.WriteLineAsync($"refused {upsert.Row} {answer.Refusal}");
            allTaken = false;
        }
        return allTaken;
    }
}
