using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Paging;

namespace IntegratedCare.Gateway.Audit;

/// <summary>A stretch of the whole place's audit, newest first.</summary>
public sealed record SearchPlaceRequest : AccessFilter
{
    /// <summary>Where an earlier answer ended: its <c>next</c>.</summary>
    [StringLength(PlaceCursor.LengthMax)] public string? After { get; init; }

    /// <summary>How many records the answer holds at most.</summary>
    [Range(1, FindAccessRequest.LimitMax)] public int? Limit { get; init; }
}

/// <summary>One access and the service in which it happened.</summary>
public sealed record PlaceAccess(string Service, AccessRecordView Record);

/// <summary>What the services answered, merged by time.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor for what came before; absent at the end.</param>
/// <param name="Unreachable">The services that did not answer: of them nothing is shown here, which does not mean that there is nothing.</param>
public sealed record PlaceAudit(IReadOnlyList<PlaceAccess> Items, string? Next, IReadOnlyList<string> Unreachable);

internal static class SearchPlace
{
    private const int LimitDefault = 50;

    public static async Task<PlaceAudit> Handle(
        SearchPlaceRequest request, HttpContext context, AuditServices services, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? LimitDefault;
        var read = PlaceCursor.Parse(request.After);
        var answers = await services.AskAllAsync<Feed<AccessRecordView>>(
            context, service => request with { After = read.GetValueOrDefault(service), Limit = limit }, "records/search", patience: null,
            cancellationToken);

        var items = answers
            .SelectMany(a => a.Answer?.Items.Select(record => new PlaceAccess(a.Service, record)) ?? [])
            .OrderByDescending(a => a.Record.At).ThenBy(a => a.Service, StringComparer.Ordinal).ThenByDescending(a => a.Record.Id)
            .Take(limit).ToList();
        foreach (var item in items) read[item.Service] = item.Record.Cursor;
        var shown = items.CountBy(a => a.Service).ToDictionary();
        var more = answers.Any(a => a.Answer is null || a.Answer.Next is not null || a.Answer.Items.Count > shown.GetValueOrDefault(a.Service));
        return new(
            items, more && items.Count > 0 ? PlaceCursor.Write(read) : null,
            [.. answers.Where(a => a.Answer is null).Select(a => a.Service)]);
    }
}
