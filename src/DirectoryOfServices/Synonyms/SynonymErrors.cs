using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

internal static class SynonymErrors
{
    public static readonly DomainError Unknown =
        new("synonym.unknown", "There is no such synonym, or it has been removed.", ErrorKind.NotFound);

    public static readonly DomainError PhraseWords =
        new("synonym.phrase-words", "A phrase is one to four words of letters or digits.", ErrorKind.Rejected);

    public static readonly DomainError MeaningWords =
        new("synonym.meaning-words", "A meaning is one to six words of letters or digits.", ErrorKind.Rejected);

    public static readonly DomainError MeaningTwice =
        new("synonym.meaning-twice", "A meaning stands twice in the request.", ErrorKind.Rejected);

    public static readonly DomainError MeansItself =
        new("synonym.means-itself", "A phrase needs no synonym to mean itself.", ErrorKind.Rejected);

    public static readonly DomainError PhraseTaken =
        new("synonym.phrase-taken", "Another synonym says what this phrase means: add to that one.", ErrorKind.Conflict);

    public static readonly DomainError TooMany =
        new("synonym.too-many", "The place has as many synonyms as it may have: remove one first.", ErrorKind.Conflict);
}
