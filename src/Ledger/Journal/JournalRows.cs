using Npgsql;

namespace IntegratedCare.Ledger.Journal;

/// <summary>Writes many entries in one statement, past EF, so that the database's trigger looks at all of them at once.</summary>
internal static class JournalRows
{
    public static NpgsqlBatchCommand Insert(IReadOnlyCollection<JournalEntry> entries) =>
        // An array of arrays of unequal length cannot be sent: lines go as text, which no account's name can break, since it holds no tab.
        new("""
            INSERT INTO journal_entries (fund_code, number, kind, effective_on, posted_at, source, narrative, posted_by, accounts, amounts_pence, previous_hash, hash)
            SELECT fund_code, number, kind, effective_on, posted_at, source, narrative, posted_by,
                string_to_array(accounts, E'\t'), string_to_array(amounts, E'\t')::bigint[], previous_hash, hash
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::date[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                $11::bytea[], $12::bytea[])
                AS entry (fund_code, number, kind, effective_on, posted_at, source, narrative, posted_by, accounts, amounts, previous_hash, hash)
            """)
        {
            Parameters =
            {
                All(entries, e => e.FundCode), All(entries, e => e.Number), All(entries, e => e.Kind.ToString()), All(entries, e => e.EffectiveOn),
                All(entries, e => e.PostedAt.UtcDateTime), All(entries, e => e.Source), All(entries, e => e.Narrative), All(entries, e => e.PostedBy),
                All(entries, e => string.Join('\t', e.Accounts)), All(entries, e => string.Join('\t', e.AmountsPence)),
                All(entries, e => e.PreviousHash), All(entries, e => e.Hash),
            },
        };

    private static NpgsqlParameter All<T>(IReadOnlyCollection<JournalEntry> entries, Func<JournalEntry, T> column) =>
        new() { Value = entries.Select(column).ToArray() };
}
