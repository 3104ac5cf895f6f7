using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>What the operator of a demonstration sees of the mails that its services have sent.</summary>
internal static class DemonstrationMails
{
    /// <summary>The newest mail to the address, whole, once it has been sent.</summary>
    public static async Task<JsonElement> ToAsync(HttpClient office, string address)
    {
        JsonElement? found = null;
        await Eventually.Async(async () =>
        {
            var mails = (await Neighbourhood.GetAsync(office, "/operations/mails")).GetProperty("items").EnumerateArray();
            var mail = mails.FirstOrDefault(m => m.GetProperty("to").EnumerateArray().Any(to => to.GetString() == address));
            if (mail.ValueKind == JsonValueKind.Undefined) return false;

            found = await Neighbourhood.GetAsync(office, $"/operations/mails/{mail.GetProperty("id").GetGuid()}");
            return true;
        }, TimeSpan.FromSeconds(60), "The mail");
        return found!.Value;
    }
}
