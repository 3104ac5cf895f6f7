using System.Globalization;
using System.Security.Cryptography;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Ledger.Statements;

internal readonly record struct StatementId(Guid Value) : IEntityId<StatementId>
{
    public static StatementId New() => new(Guid.CreateVersion7());

    public static StatementId From(Guid value) => new(value);
}

/// <summary>A statement as it was issued: its bytes in every form, never changed. A later change of the books leads to a further one that names it.</summary>
internal sealed class IssuedStatement
{
    public required StatementId Id { get; init; }

    public required string FundCode { get; init; }

    /// <summary>Counts the fund's statements from 1 without a gap.</summary>
    public required int Number { get; init; }

    public required StatementKind Kind { get; init; }

    public required string Period { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public string? Partner { get; init; }               // null: it is not one partner's

    /// <summary>The entry of the journal up to which it speaks, and that entry's hash.</summary>
    public required long JournalNumber { get; init; }

    public required byte[] JournalHash { get; init; }

    public int? Supersedes { get; init; }               // null: the first of its kind, period and partner

    public required string IssuedBy { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The SHA-256 of what it says, without its number, time and journal entry: two that say the same have the same.</summary>
    public required byte[] FiguresHash { get; init; }

    public required byte[] WrittenJson { get; init; }

    public required byte[] WrittenCsv { get; init; }

    public required byte[] WrittenHtml { get; init; }

    public required byte[] JsonHash { get; init; }

    public required byte[] CsvHash { get; init; }

    public required byte[] HtmlHash { get; init; }

    /// <summary>Issues what the books say now.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="figures">The books that it rests on.</param>
    /// <param name="document">What it says.</param>
    /// <param name="earlier">How many the fund has issued, and the last one of the same kind, period and partner.</param>
    /// <param name="caller">The pooled fund manager.</param>
    /// <param name="now">When.</param>
    public static IssuedStatement Issue(
        StatementSubject subject, FundFigures figures, StatementDocument document, (int Count, IssuedStatement? Last) earlier, Caller caller,
        DateTimeOffset now)
    {
        if (LondonTime.DateOf(now) <= subject.Period.To) throw new DomainException(StatementErrors.NotOver);
        var figuresHash = HashOf(document);
        if (earlier.Last is { } same && same.FiguresHash.AsSpan().SequenceEqual(figuresHash)) throw new DomainException(StatementErrors.Unchanged);

        var number = earlier.Count + 1;
        var issued = document.With(
        [
            new("statement", "Statement", number.ToString(CultureInfo.InvariantCulture)),
            new("issuedAt", "Issued", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            .. earlier.Last is { } last
                ? [new StatementFact("supersedes", "Supersedes statement", last.Number.ToString(CultureInfo.InvariantCulture))]
                : Array.Empty<StatementFact>(),
        ]);
        var (json, csv, html) = (StatementForm.Json.Bytes(issued), StatementForm.Csv.Bytes(issued), StatementForm.Html.Bytes(issued));
        return new()
        {
            Id = StatementId.New(),
            FundCode = figures.Fund.Code,
            Number = number,
            Kind = subject.Kind,
            Period = subject.Period.Label,
            From = subject.Period.From,
            To = subject.Period.To,
            Partner = subject.Partner,
            JournalNumber = figures.LastNumber,
            JournalHash = figures.LastHash,
            Supersedes = earlier.Last?.Number,
            IssuedBy = caller.Subject,
            IssuedAt = now,
            FiguresHash = figuresHash,
            WrittenJson = json,
            WrittenCsv = csv,
            WrittenHtml = html,
            JsonHash = SHA256.HashData(json),
            CsvHash = SHA256.HashData(csv),
            HtmlHash = SHA256.HashData(html),
        };
    }

    /// <summary>The bytes of one form, and their SHA-256 as it was when they were issued.</summary>
    public (byte[] Bytes, byte[] Hash) In(StatementForm form) => form.Word switch
    {
        "json" => (WrittenJson, JsonHash),
        "csv" => (WrittenCsv, CsvHash),
        "html" => (WrittenHtml, HtmlHash),
        _ => throw new InvalidOperationException($"No statement is kept as {form.Word}."),
    };

    private static byte[] HashOf(StatementDocument document) => SHA256.HashData(StatementForm.Json.Bytes(document with
    {
        Facts = [.. document.Facts.Where(fact => !fact.Id.StartsWith("journal", StringComparison.Ordinal))],
    }));
}
