using System.Text;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Exports;

namespace IntegratedCare.Ledger.Statements;

/// <summary>The forms in which a statement is given.</summary>
internal sealed record StatementForm(string Word, string ContentType, Func<StatementDocument, string> Write)
{
    public static readonly StatementForm Json = new("json", "application/json; charset=utf-8", StatementJson.Of);
    public static readonly StatementForm Csv = new("csv", CsvText.ContentType, StatementCsv.Of);
    public static readonly StatementForm Html = new("html", "text/html; charset=utf-8", StatementPage.Of);

    public static StatementForm AskedFor(string? format) => format switch
    {
        null or "json" => Json,
        "csv" => Csv,
        "html" => Html,
        _ => throw new DomainException(StatementErrors.FormatUnknown),
    };

    public byte[] Bytes(StatementDocument document) => Encoding.UTF8.GetBytes(Write(document));
}
