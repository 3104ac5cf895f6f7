using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.DirectoryOfServices.Search.Words;
using IntegratedCare.DirectoryOfServices.Synonyms;
using IntegratedCare.DirectoryOfServices.UnmetNeed;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>The services that suit, best first.</summary>
/// <remarks>
/// Relevance comes first, but only in four grades: among services that match about equally well one that can be booked, in the person's own
/// neighbourhood, with room, nearer and sooner is the better answer. Name and id make the order total, so that pages never overlap.
/// </remarks>
internal static class FindServices
{
    public static async Task<Ok<FoundServices>> Handle(
        [AsParameters] ServiceQuery asked, [AsParameters] PageRequest paging, Caller caller, UnmetNeedTally unmetNeed, SearchIndex index,
        IndexReader database, TimeProvider time, CancellationToken cancellationToken)
    {
        var text = SearchText.Read(asked.Search);
        var hasWords = !string.IsNullOrWhiteSpace(asked.Search);
        var view = await index.CurrentAsync([.. text.Words, .. GeneralHelp.Words], cancellationToken);
        var now = time.GetUtcNow();
        if (asked.Need is { } need && !await database.IsTermAsync(need, cancellationToken)) throw new DomainException(SearchErrors.NeedUnknown);

        var standpoint = Standpoint.Of(asked, view.Place);
        var (meaning, understood) = hasWords ? ReaderOf(view).Read(text) : (Meaning.Everything, Understanding.WordForWord);
        var question = new Question(
            meaning ?? Meaning.Everything, QueryWishes.Of(asked, standpoint, now), new(standpoint.Latitude, standpoint.Longitude), now)
        {
            Neighbourhoods = view.Place.Neighbourhoods,
            BankHolidays = view.Place.BankHolidays,
        };
        question = question with { PhraseHolders = await PhraseHoldersAsync(question, view, database, cancellationToken) };

        var findings = meaning is null ? Findings.None : IndexSearch.Run(view.Services, question, paging.Skip, paging.Size);
        // Who looks among closed entries looks after the directory, and does not want for care.
        if (findings.Total == 0 && paging.Number == 1 && (asked.Status is null || Wishes.UsualStatuses.Contains(asked.Status)))
        {
            unmetNeed.Add(
                asked.Search, asked.Category, asked.Need?.ToString(), standpoint.NeighbourhoodCode, asked.Delivery, asked.AgeYears, caller.Subject);
        }

        var alternatives = findings.Total > 0
            ? []
            : NearestAlternatives.Find(view.Services, question, wordsMeanNothing: meaning is null, ReaderOf(view).Read(GeneralHelp).Meaning);
        var spellings = await SpellingsAsync(alternatives.Select(a => a.Question).Prepend(question), index, cancellationToken);
        return TypedResults.Ok(new FoundServices(
            [.. findings.Hits.Select(hit => SummaryWriter.Write(hit, question, spellings))],
            paging.Number, paging.Size, findings.Total, FacetsView.Of(findings.Facets),
            understood with
            {
                Partial = findings.IsPartial,
                Corrections = [.. understood.Corrections.Select(c => c with { Meaning = spellings.GetValueOrDefault(c.Meaning, c.Meaning) })],
            },
            [.. alternatives.Select(a => new Alternative(a.Relaxed, a.Text, SummaryWriter.Write(a.Hit, a.Question, spellings)))]));
    }

    private static readonly SearchText GeneralHelp = SearchText.Read(NearestAlternatives.GeneralHelp);

    private static MeaningReader ReaderOf(IndexView view) => new(view.Services, view.Synonyms, view.Stems);

    private static async Task<IReadOnlyDictionary<string, IReadOnlySet<Guid>>> PhraseHoldersAsync(
        Question question, IndexView view, IndexReader database, CancellationToken cancellationToken)
    {
        var holders = new Dictionary<string, IReadOnlySet<Guid>>(StringComparer.Ordinal);
        foreach (var phrase in question.Meaning.Branches.SelectMany(branch => branch.Phrases).Distinct(StringComparer.Ordinal))
        {
            var stems = Phrase.WordsOf(phrase).Select(word => view.Stems.GetValueOrDefault(word)).OfType<string>().Distinct(StringComparer.Ordinal);
            var candidates = PhraseCandidates.Of(view.Services, question, [.. stems]);
            holders.Add(phrase, await database.ReadPhraseHoldersAsync(phrase, candidates, cancellationToken));
        }

        return holders;
    }

    // Stems are no words: what was corrected or meant is shown as the directory spells it.
    private static async Task<IReadOnlyDictionary<string, string>> SpellingsAsync(
        IEnumerable<Question> questions, SearchIndex index, CancellationToken cancellationToken)
    {
        var spellings = new Dictionary<string, string>(StringComparer.Ordinal);
        var stems = questions.SelectMany(question => question.Meaning.Units).SelectMany(unit => unit.Forms)
            .Where(form => form.Kind != FormKind.Written).SelectMany(form => form.Stems).Select(stem => stem.Stem);
        foreach (var stem in stems.Distinct(StringComparer.Ordinal)) spellings.Add(stem, await index.SpellOutAsync(stem, cancellationToken));
        return spellings;
    }
}
