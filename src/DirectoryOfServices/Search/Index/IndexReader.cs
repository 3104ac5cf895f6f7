using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Reads for the index: what has changed, and how that reads now.</summary>
internal sealed class IndexReader(NpgsqlDataSource database)
{
    // Services read at a time: a change of every service of the place is a few thousand small answers, none of them long.
    private const int BatchMax = 2_000;

    /// <summary>What has committed since a snapshot, and the stems of words: one round trip.</summary>
    public async Task<News> ReadNewsAsync(SnapshotSeen seen, IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(IndexQueries.News)
        {
            Parameters =
            {
                new() { Value = seen.SeenTo, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new() { Value = seen.Unfinished, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8 },
            },
        });
        if (words.Count > 0) batch.BatchCommands.Add(new(IndexQueries.Stems) { Parameters = { new() { Value = words.ToArray() } } });

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var news = new News(
            SnapshotSeen.Parse(reader.GetString(0)), reader.GetString(1), reader.GetFieldValue<Guid[]>(2), reader.GetBoolean(3), reader.GetBoolean(4), []);
        await reader.NextResultAsync(cancellationToken);
        while (words.Count > 0 && await reader.ReadAsync(cancellationToken))
            news.Stems.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        return news;
    }

    /// <summary>The services named, as they read now; those that are gone are left out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<IndexedService>> ReadAsync(
        Guid[] ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in ids.Chunk(BatchMax))
            yield return await ListAsync(IndexQueries.ServicesNamed, IndexRow.Read, cancellationToken, batch);
    }

    /// <summary>Every service, in stretches.</summary>
    public async IAsyncEnumerable<IReadOnlyList<IndexedService>> ReadAllAsync(
        int stretch, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = Guid.Empty; ;)
        {
            var services = await ListAsync(IndexQueries.ServicesAfter, IndexRow.Read, cancellationToken, after, stretch);
            if (services.Count > 0) yield return services;
            if (services.Count < stretch) yield break;
            after = services[^1].Id;
        }
    }

    public async Task<PlaceTables> ReadPlaceAsync(CancellationToken cancellationToken)
    {
        var neighbourhoods = await ListAsync(IndexQueries.Neighbourhoods, row => row.GetString(0), cancellationToken);
        var postcodes = await ListAsync(
            IndexQueries.Postcodes,
            row => (Postcode: Places.Postcode.Parse(row.GetString(0)),
                Position: (row.GetDouble(1), row.GetDouble(2), row.IsDBNull(3) ? null : row.GetString(3))),
            cancellationToken);
        var holidays = await ListAsync(IndexQueries.BankHolidays, row => row.GetFieldValue<DateOnly>(0), cancellationToken);
        return new(neighbourhoods, postcodes.ToDictionary(p => p.Postcode, p => p.Position), holidays.ToHashSet());
    }

    /// <summary>What phrases mean in the place, as written.</summary>
    public Task<List<WrittenSynonym>> ReadSynonymsAsync(CancellationToken cancellationToken) => ListAsync(
        IndexQueries.Synonyms, row => new WrittenSynonym(row.GetString(0), row.GetFieldValue<string[]>(1), row.GetBoolean(2)), cancellationToken);

    public async Task<IReadOnlyDictionary<string, string?>> ReadStemsAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var stems = await ListAsync(
            IndexQueries.Stems, row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)), cancellationToken, (object)words.ToArray());
        return stems.ToDictionary(stem => stem.Item1, stem => stem.Item2, StringComparer.Ordinal);
    }

    /// <summary>Those of the services in which a phrase stands word for word.</summary>
    public async Task<IReadOnlySet<Guid>> ReadPhraseHoldersAsync(string phrase, Guid[] candidates, CancellationToken cancellationToken) =>
        (await ListAsync(IndexQueries.PhraseHolders, row => row.GetGuid(0), cancellationToken, phrase, candidates)).ToHashSet();

    /// <summary>Is it a term of any taxonomy?</summary>
    public async Task<bool> IsTermAsync(Guid id, CancellationToken cancellationToken) =>
        (await ListAsync(IndexQueries.IsTerm, row => row.GetBoolean(0), cancellationToken, id))[0];

    /// <summary>A word of the directory with the stem, as it is written there; null where none is any more.</summary>
    public async Task<string?> ReadSpellingAsync(string stem, CancellationToken cancellationToken) =>
        (await ListAsync(IndexQueries.Spelt, row => row.IsDBNull(0) ? null : row.GetString(0), cancellationToken, stem)).FirstOrDefault();

    public async Task PruneAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(IndexQueries.Prune);
        command.Parameters.Add(new() { Value = olderThan });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<T>> ListAsync<T>(
        string query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = database.CreateCommand(query);
        foreach (var parameter in parameters) command.Parameters.Add(new() { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) list.Add(read(reader));
        return list;
    }
}

/// <summary>What the database says has changed: when it looked, on which database, which services, whether the place's tables or its synonyms.</summary>
internal sealed record News(
    SnapshotSeen Seen, string Epoch, Guid[] Services, bool PlaceChanged, bool SynonymsChanged, List<(string Word, string? Stem)> Stems);

internal sealed record WrittenSynonym(string Phrase, IReadOnlyList<string> Meanings, bool BothWays);
