using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>The words that the directory itself uses, and what the place says that people mean: public, whoever says them.</summary>
internal static class Vocabulary
{
    /// <summary>Those of the words that the directory or the synonyms hold, in any form of the word.</summary>
    public static async Task<HashSet<string>> KnownAsync(
        DirectoryDb db, IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var asked = words.Distinct(StringComparer.Ordinal).ToArray();
        var known = await db.Database.SqlQuery<string>(
            $"""
             with said as materialized (
               select to_tsvector('english', key || ' ' || array_to_string(meanings, ' ')) words from synonyms where removed_at is null)
             select word as "Value" from unnest({asked}) word, plainto_tsquery('english', word) meant
             where numnode(meant) = 0
                or exists (select from search_documents d where d.document @@ meant)
                or exists (select from said where said.words @@ meant)
             """).ToListAsync(cancellationToken);
        return known.ToHashSet(StringComparer.Ordinal);
    }
}
