using IntegratedCare.DirectoryOfServices.CareServices;
using NpgsqlTypes;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>What a service can be found by. Derived data: triggers of the database keep it, so no writer can forget it.</summary>
internal sealed class SearchDocument
{
    private SearchDocument()
    {
    }

    public required ServiceId ServiceId { get; init; }

    /// <summary>Name (A), keywords (B), description (C), provider and sites (D), stemmed.</summary>
    public required NpgsqlTsVector Document { get; init; }

    /// <summary>Name and keywords as written, for words with typing errors.</summary>
    public required string Headline { get; init; }

    /// <summary>Description, provider and sites as written.</summary>
    public required string Body { get; init; }
}
