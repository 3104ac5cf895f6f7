using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity;

/// <summary>What a repeatable PUT has done.</summary>
public sealed record UpsertView(string Name, UpsertOutcome Outcome);

public enum UpsertOutcome
{
    Added,
    Changed,
    Unchanged,
}

internal static class Upserts
{
    /// <summary>What saving will do to the record, before it is saved.</summary>
    public static UpsertOutcome OutcomeFor(this IdentityDb db, object record) => db.Entry(record).State switch
    {
        EntityState.Added => UpsertOutcome.Added,
        EntityState.Modified => UpsertOutcome.Changed,
        _ => UpsertOutcome.Unchanged,
    };
}
