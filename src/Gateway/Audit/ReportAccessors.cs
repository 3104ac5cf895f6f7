using IntegratedCare.Kernel.Audit;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Gateway.Audit;

/// <summary>Who came to a person's records anywhere in the place.</summary>
/// <param name="Accessors">What surprises comes first: broken glass, refusals, no purpose, no relationship; then the latest.</param>
/// <param name="Unreachable">The services that did not answer: who came to the person's records there is not in the report.</param>
/// <param name="Complete">False: a service did not answer, or had more than an answer holds.</param>
public sealed record PersonReport(IReadOnlyList<PlaceAccessor> Accessors, IReadOnlyList<string> Unreachable, bool Complete);

/// <summary>What one person or program did with somebody's records, over all services.</summary>
/// <param name="Services">In which services.</param>
/// <param name="Access">Who, when, how often, why and by which relationship.</param>
public sealed record PlaceAccessor(IReadOnlyList<string> Services, Accessor Access);

internal static class ReportAccessors
{
    public static async Task<IResult> Handle(
        FindAccessorsRequest request, HttpContext context, AuditServices services, CancellationToken cancellationToken)
    {
        var answers = await services.AskAllAsync<AccessorsView>(context, _ => request, "person", patience: null, cancellationToken);
        var report = new PersonReport(
            [.. answers.SelectMany(a => a.Answer?.Accessors.Select(accessor => (a.Service, accessor)) ?? [])
                .GroupBy(a => (a.accessor.Subject, a.accessor.Role, a.accessor.Organisation))
                .Select(group => Merge([.. group]))
                .OrderByDescending(a => a.Access.BreakGlass > 0).ThenByDescending(a => a.Access.Refused > 0)
                .ThenByDescending(a => a.Access.NotStated > 0).ThenByDescending(a => a.Access.Bases.Length == 0)
                .ThenByDescending(a => a.Access.Last)],
            [.. answers.Where(a => a.Answer is null).Select(a => a.Service)],
            answers.All(a => a.Answer is { Complete: true }));
        return WantsCsv(context.Request) ? new CsvReport(report) : Results.Ok(report);
    }

    private static PlaceAccessor Merge(IReadOnlyList<(string Service, Accessor Accessor)> parts)
    {
        var all = parts.Select(p => p.Accessor).ToList();
        return new([.. parts.Select(p => p.Service).Order(StringComparer.Ordinal)], all[0] with
        {
            First = all.Min(a => a.First),
            Last = all.Max(a => a.Last),
            Count = all.Sum(a => a.Count),
            Refused = all.Sum(a => a.Refused),
            NotStated = all.Sum(a => a.NotStated),
            BreakGlass = all.Sum(a => a.BreakGlass),
            Purposes = Union(all.SelectMany(a => a.Purposes)),
            Actions = Union(all.SelectMany(a => a.Actions)),
            Bases = Union(all.SelectMany(a => a.Bases)),
        });
    }

    private static string[] Union(IEnumerable<string> words) => [.. words.Distinct().Order(StringComparer.Ordinal)];

    private static bool WantsCsv(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase));
}
