using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Why an import is not taken, or not carried out.</summary>
internal static class ImportErrors
{
    public static readonly DomainError Unknown =
        new("import.unknown", "There is no such import.", ErrorKind.NotFound);

    public static readonly DomainError TooManyWaiting =
        new("import.too-many-waiting", "Too many imports wait already. Apply or cancel some of them.", ErrorKind.TooMany);

    public static readonly DomainError SourceMissing =
        new("import.source-missing", "What comes from a feed says which source it is of.", ErrorKind.Rejected);

    public static readonly DomainError FileEmpty =
        new("import.file-empty", "There is no service in the file.", ErrorKind.Rejected);

    public static readonly DomainError FileUnreadable =
        new("import.file-unreadable", "The file is not well-formed.", ErrorKind.Rejected);

    public static readonly DomainError FileNotUtf8 =
        new("import.file-not-utf8", "The file is not in UTF-8.", ErrorKind.Rejected);

    public static readonly DomainError ColumnUnknown =
        new("import.column-unknown", "The file has a column that the directory does not know.", ErrorKind.Rejected);

    public static readonly DomainError ColumnTwice =
        new("import.column-twice", "The file has a column twice.", ErrorKind.Rejected);

    public static readonly DomainError ColumnMissing =
        new("import.column-missing", "The file has no column that says which service a row is of: id, or external_id.", ErrorKind.Rejected);

    public static readonly DomainError TooManyRows =
        new("import.too-many-rows", "The file has more than 200,000 rows.", ErrorKind.Rejected);

    public static readonly DomainError NotReady =
        new("import.not-ready", "Only an import whose report is ready can be applied.", ErrorKind.Conflict);

    public static readonly DomainError Ended =
        new("import.ended", "The import has been applied already, has failed or was cancelled.", ErrorKind.Conflict);

    /// <summary>Nobody applies another change than the one they looked at.</summary>
    public static readonly DomainError OutOfDate =
        new("import.out-of-date", "The directory has changed since the report was made, which is being made anew.", ErrorKind.Conflict);

    /// <summary>A file cut short must not close half the directory.</summary>
    public static readonly DomainError RemovalsUnconfirmed = new("import.removals-unconfirmed",
        "It would close so many services that their number must be confirmed.", ErrorKind.Rejected);

    public static readonly DomainError FeedUnreachable =
        new("import.feed-unreachable", "The feed does not answer, or not with services.", ErrorKind.Rejected);

    /// <summary>Nobody reads the place's own networks through the directory.</summary>
    public static readonly DomainError FeedNotPublic =
        new("import.feed-not-public", "A feed is read from public https addresses, or from a host that the place trusts by name.", ErrorKind.Rejected);

    public static readonly DomainError FeedTooLarge =
        new("import.feed-too-large", "The feed has more pages, services or bytes than are read.", ErrorKind.Rejected);

    public static readonly DomainError FeedTooSlow =
        new("import.feed-too-slow", "The feed did not come to its end in the time that it is given.", ErrorKind.Rejected);

    public static readonly DomainError GaveUp =
        new("import.gave-up", "It was begun several times and never came to its end.", ErrorKind.Rejected);

    /// <summary>Nobody looked at a report before its time was over.</summary>
    public static readonly DomainError Expired =
        new("import.expired", "It was not applied while its report was kept.", ErrorKind.Rejected);
}

/// <summary>Why a row of an import is left out; the other rows are not.</summary>
internal static class RowErrors
{
    public static readonly DomainError KeyMissing =
        new("row.key-missing", "It says neither id, nor external_id together with a source of the import.", ErrorKind.Rejected);

    public static readonly DomainError KeyUnreadable =
        new("row.key-unreadable", "The id must be a UUID, an external id at most 300 characters.", ErrorKind.Rejected);

    public static readonly DomainError KeyTwice =
        new("row.key-twice", "An earlier row is of the same service.", ErrorKind.Rejected);

    public static readonly DomainError ExternalIdTwice =
        new("row.external-id-twice", "An earlier row gives this external id to another service.", ErrorKind.Rejected);

    public static readonly DomainError ExternalIdTaken =
        new("row.external-id-taken", "The source has given this external id to another service before.", ErrorKind.Conflict);

    public static readonly DomainError TooLarge =
        new("row.too-large", "A service must not take more than 1 MiB.", ErrorKind.Rejected);

    public static readonly DomainError CellsMismatch =
        new("row.cells-mismatch", "It has another number of cells than the heading.", ErrorKind.Rejected);

    public static readonly DomainError StrayQuotes =
        new("row.stray-quotes", "Text follows the quote that ends a cell.", ErrorKind.Rejected);

    public static readonly DomainError CellUnreadable =
        new("row.cell-unreadable", "The cell cannot be read.", ErrorKind.Rejected);

    public static readonly DomainError CellMissing =
        new("row.cell-missing", "A service that is new to the directory must have it.", ErrorKind.Rejected);

    /// <summary>Each source speaks for what it brought; what people entered here is nobody's but theirs.</summary>
    public static readonly DomainError BelongsToAnotherSource =
        new("row.belongs-to-another-source", "The directory has this service from another source, or from its own editors.", ErrorKind.Conflict);

    public static readonly DomainError EditedHere =
        new("row.edited-here", "The directory's editors have changed what this source brought, and the source now says something else.", ErrorKind.Conflict);

    /// <summary>Where one of these is found, the row may be of another service than it seems to be, or of one that seems to be missing.</summary>
    public static readonly IReadOnlyList<DomainError> OfAnotherServicePerhaps =
        [KeyMissing, KeyUnreadable, KeyTwice, ExternalIdTwice, ExternalIdTaken, CellsMismatch, StrayQuotes];
}
