using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Errors;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Makes of a row the request that an editor would have sent, and holds it to the same rules.</summary>
internal sealed class ServiceDraft(IOptions<ValidationOptions> validation, IServiceProvider services)
{
    // What a new service is where nobody says: what an editor's request must say all the same.
    private static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["description"] = "\"\"", ["siteIds"] = "[]", ["neighbourhoodCodes"] = "[]", ["keywords"] = "[]", ["bookable"] = "false",
        ["status"] = "\"active\"", ["isDemonstration"] = "false",
    };

    // What a record says beside them is nobody's to send.
    private static readonly string[] Members =
        [.. RecordJson.Options.GetTypeInfo(typeof(PutServiceRequest)).Properties.Select(property => property.Name)];

    private static readonly string[] Needed = ["name", "category", "providerId", "delivery"];

    /// <summary>
    /// The request; null where the findings, to which is added what is wrong, say why there is none. <c>standing</c> is the service's record with its
    /// own status; null: it is new.
    /// </summary>
    public async Task<PutServiceRequest?> RequestAsync(
        IncomingRow row, string? standing, RecordStatus? status, ServiceReferences known, List<RowFinding> findings,
        CancellationToken cancellationToken)
    {
        var draft = standing is null ? [] : JsonNode.Parse(standing)!.AsObject();
        foreach (var beside in draft.Select(member => member.Key).Except(Members).ToList()) draft.Remove(beside);
        if (status is { } own) draft["status"] = own.Word();
        foreach (var (member, value) in row.Members) Say(draft, member, value);
        foreach (var (member, value) in Defaults) draft.TryAdd(member, JsonNode.Parse(value));
        var read = findings.Count;
        foreach (var member in Needed.Where(member => draft[member] is null && !findings.Exists(f => f.Column == Column(member))))
            findings.Add(new(Column(member), RowErrors.CellMissing.Code, RowErrors.CellMissing.Title));
        if (findings.Count > read || read > 0) return null;

        PutServiceRequest request;
        try
        {
            request = draft.Deserialize<PutServiceRequest>(RecordJson.Options)!;
        }
        catch (JsonException e)
        {
            findings.Add(new(Column(Top(e.Path?.TrimStart('$', '.') ?? string.Empty)), RequestErrors.Invalid.Code, "It has not the form of this member."));
            return null;
        }

        await ValidateAsync(request, findings, cancellationToken);
        CheckReferences(request, known, findings);
        return findings.Count == 0 ? request : null;
    }

    public static string Column(string member) => ServiceTable.ColumnOf(member) ?? member;

    // An empty cell takes a member for absent. Where an empty text stands, it reads the same.
    private static void Say(JsonObject draft, string member, JsonNode? value)
    {
        if (value is not null) draft[member] = value.DeepClone();
        else if (draft[member] is not JsonValue standing || $"{standing}".Length > 0) draft.Remove(member);
    }

    private async Task ValidateAsync(PutServiceRequest request, List<RowFinding> findings, CancellationToken cancellationToken)
    {
#pragma warning disable ASP0029 // the framework's own way to hold an object to the rules of its type, still under review there
        if (!validation.Value.TryGetValidatableTypeInfo(typeof(PutServiceRequest), out var rules))
            throw new InvalidOperationException("The request of a service has no rules of form.");

        var context = new ValidateContext { ValidationOptions = validation.Value, ValidationContext = new(request, services, null) };
        await rules.ValidateAsync(request, context, cancellationToken);
#pragma warning restore ASP0029
        foreach (var (path, sentences) in context.ValidationErrors ?? [])
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(Top(path));
            findings.AddRange(sentences.Select(sentence => new RowFinding(Column(member), RequestErrors.Invalid.Code, sentence)));
        }
    }

    private static void CheckReferences(PutServiceRequest asked, ServiceReferences known, List<RowFinding> findings)
    {
        if (!known.Organisations.ContainsKey(asked.ProviderId)) Refuse("providerId", ServiceErrors.ProviderUnknown);
        if (!asked.SiteIds.All(known.Sites.Contains)) Refuse("siteIds", ServiceErrors.SiteUnknown);
        if (!asked.PracticeIds.All(known.Practices.Contains)) Refuse("practiceIds", ServiceErrors.PracticeUnknown);
        if (!asked.TermIds.All(known.Terms.Contains)) Refuse("termIds", ServiceErrors.TermUnknown);
        if (!asked.NeighbourhoodCodes.All(known.Neighbourhoods.Contains)) Refuse("neighbourhoodCodes", PlaceErrors.NeighbourhoodUnknown);

        void Refuse(string member, DomainError error) => findings.Add(new(Column(member), error.Code, error.Title));
    }

    private static string Top(string path) => path.Split('.', '[')[0];
}
