using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Settings;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DirectoryOfServices.Assurance;

/// <summary>How true the directory is, in numbers; of the caller's entries, and only those that people are sent to.</summary>
/// <param name="AssuranceMonths">How long an assurance lasts.</param>
/// <param name="Entries">All of them.</param>
/// <param name="Current">Assured, and nothing much told since.</param>
/// <param name="NeverAssured">Nobody has ever said that they are right.</param>
/// <param name="Expired">That was said too long ago.</param>
/// <param name="DueByEvidence">Assured lately, and yet too much was told since.</param>
/// <param name="SelfAssured">Last assured by the provider itself.</param>
/// <param name="Categories">The same by kind of care.</param>
public sealed record AssuranceSummary(
    int AssuranceMonths, int Entries, int Current, int NeverAssured, int Expired, int DueByEvidence, int SelfAssured,
    IReadOnlyList<CategoryAssurance> Categories);

/// <summary>How many entries of a kind of care there are, and how many of them somebody should look at.</summary>
public sealed record CategoryAssurance(ServiceCategory Category, int Entries, int Due);

internal static class SummariseAssurance
{
    public static async Task<Ok<AssuranceSummary>> Handle(
        [AsParameters] WorklistQuery query, Caller caller, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var scope = await WorklistScope.OfAsync(db, caller, query, cancellationToken);
        var months = (await db.PlaceSettingsAsync(cancellationToken)).AssuranceMonths;
        var entries = (await db.DossiersAsync(scope, now, cancellationToken))
            .Select(entry => (Entry: entry, Because: Staleness.Due(entry, months, now))).ToList();
        return TypedResults.Ok(new AssuranceSummary(
            months,
            entries.Count,
            entries.Count(e => e.Because is null),
            entries.Count(e => e.Because == DueBecause.NeverAssured),
            entries.Count(e => e.Because == DueBecause.Expired),
            entries.Count(e => e.Because == DueBecause.Evidence),
            entries.Count(e => e.Entry.IsSelfAssured),
            [
                .. entries.GroupBy(e => e.Entry.Category).OrderBy(category => category.Key)
                    .Select(category => new CategoryAssurance(category.Key, category.Count(), category.Count(e => e.Because is not null))),
            ]));
    }
}
