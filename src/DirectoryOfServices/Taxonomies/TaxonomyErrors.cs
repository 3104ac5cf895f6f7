using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Taxonomies;

internal static class TaxonomyErrors
{
    public static readonly DomainError Unknown = new("taxonomy.unknown", "There is no such taxonomy.", ErrorKind.NotFound);

    public static readonly DomainError TermTwice =
        new("taxonomy.term-twice", "A term stands twice in the request.", ErrorKind.Rejected);

    public static readonly DomainError TermElsewhere =
        new("taxonomy.term-elsewhere", "One of the terms belongs to another taxonomy.", ErrorKind.Conflict);

    public static readonly DomainError ParentUnknown =
        new("taxonomy.parent-unknown", "A term's parent is none of the taxonomy's terms.", ErrorKind.Rejected);

    public static readonly DomainError TermsInACircle =
        new("taxonomy.terms-in-a-circle", "A term stands above itself, or more than ten levels deep.", ErrorKind.Rejected);

    public static readonly DomainError TermInUse =
        new("taxonomy.term-in-use", "Services still carry a term that the request leaves out.", ErrorKind.Conflict);
}
