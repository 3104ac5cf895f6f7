using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Suggestions;

/// <summary>The replica's suggestions: read from the database when they have changed there, and answered from memory.</summary>
internal sealed class SuggestionBook(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    // A directory that changes all the time is read again less often the longer that takes, so that it never has more than this part of a core.
    private const int ShareOfCoreMax = 20;

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Read? last;    // null: nothing has been read yet
    private long readAt;
    private TimeSpan rest;

    /// <summary>The suggestions as they were a few seconds ago; whoever comes first of all waits until they have been read.</summary>
    public async ValueTask<SuggestionTable> CurrentAsync(CancellationToken cancellationToken)
    {
        if (last is null) await FollowAsync(cancellationToken);
        return last?.Table ?? SuggestionTable.Empty;
    }

    /// <summary>Reads them again if they have changed.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (last is not null && time.GetElapsedTime(readAt) < rest) return;

            var (began, isFirst) = (time.GetTimestamp(), last is null);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DirectoryDb>();
            var state = await StateAsync(db, cancellationToken);
            if (last?.State != state) last = new(state, SuggestionTable.Of(await AllAsync(db, cancellationToken)));

            // The first reading pays for the start of the process as well.
            (readAt, rest) = (time.GetTimestamp(), isFirst ? TimeSpan.Zero : time.GetElapsedTime(began) * ShareOfCoreMax);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    // Versions only grow, so their sum tells of every change, in whatever order transactions commit.
    private static async Task<string> StateAsync(DirectoryDb db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<string>(
            $"""
             select (select count(*) || ' ' || coalesce(sum(version), 0) from care_services)
               || ' ' || (select count(*) || ' ' || coalesce(sum(version), 0) from taxonomies)
               || ' ' || (select count(*) || ' ' || coalesce(sum(version), 0) from synonyms) as "Value"
             """).ToListAsync(cancellationToken))[0];

    private static async Task<List<(Suggestion, int)>> AllAsync(DirectoryDb db, CancellationToken cancellationToken)
    {
        var all = Enum.GetValues<ServiceCategory>()
            .Select(category => (new Suggestion(OwnTaxonomy.CategoryName(category), SuggestionKind.Category, null, category.Word(), false), 0)).ToList();
        all.AddRange((await db.Database.SqlQuery<Named>(
            $"""
             select t.name as "Name", count(has.service_id)::int as "Services", (array_agg(t.id order by t.id))[1] as "Id"
             from taxonomy_terms t left join service_terms has on has.term_id = t.id group by t.name
             """).ToListAsync(cancellationToken))
            .Select(t => (new Suggestion(t.Name, SuggestionKind.Term, t.Id, null, false), t.Services)));
        var phrases = await db.Synonyms.AsNoTracking().Where(s => s.RemovedAt == null).Select(s => s.Phrase).ToListAsync(cancellationToken);
        all.AddRange(phrases.Select(phrase => (new Suggestion(phrase, SuggestionKind.Phrase, null, null, false), 0)));
        all.AddRange((await db.Database.SqlQuery<Named>(
            $"""
             select name as "Name", count(*)::int as "Services", (array_agg(id))[1] as "Id"
             from care_services where status = {nameof(RecordStatus.Active)} group by name
             """).ToListAsync(cancellationToken))
            .Select(s => (new Suggestion(s.Name, SuggestionKind.Service, s.Services == 1 ? s.Id : null, null, false), s.Services)));
        return all;
    }

    private sealed record Named(string Name, int Services, Guid Id);

    private sealed record Read(string State, SuggestionTable Table);
}
