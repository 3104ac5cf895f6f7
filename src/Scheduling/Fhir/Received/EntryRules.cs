using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace IntegratedCare.Scheduling.Fhir.Received;

/// <summary>Holds what was read from a resource to the rules of form of our own API, so that there is one set of them.</summary>
internal sealed class EntryRules(IOptions<ValidationOptions> validation, IServiceProvider services)
{
    public async Task CheckAsync<T>(T entry, CancellationToken cancellationToken) where T : class
    {
#pragma warning disable ASP0029 // the framework's own way to hold an object to the rules of its type, still under review there
        if (!validation.Value.TryGetValidatableTypeInfo(typeof(T), out var rules))
            throw new InvalidOperationException($"{typeof(T).Name} has no rules of form.");

        var context = new ValidateContext { ValidationOptions = validation.Value, ValidationContext = new(entry, services, null) };
        await rules.ValidateAsync(entry, context, cancellationToken);
#pragma warning restore ASP0029
        if (context.ValidationErrors is { Count: > 0 } errors)
            throw Refusal.Unfit($"Not of the form or length that is asked for: {string.Join(", ", errors.Keys.Select(ElementOf).Distinct().Order())}.");
    }

    private static string ElementOf(string path) => path switch
    {
        "Person.NhsNumber" => "Patient.identifier",
        "Person.FamilyName" or "Person.GivenName" => "Patient.name",
        "Person.Postcode" => "Patient.address.postalCode",
        "Person.Phone" or "Person.Email" => "Patient.telecom",
        "Referral.Reason" => "reasonCode.text",
        "Reason" => "the reason",
        _ => "an extension",
    };
}
