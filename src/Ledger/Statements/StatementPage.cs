using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IntegratedCare.Ledger.Exports;

namespace IntegratedCare.Ledger.Statements;

/// <summary>A statement as a page to be read and printed: A4, tables that say what they are, no script, nothing loaded.</summary>
internal static class StatementPage
{
    private const string Style = """
        @page { size: A4 landscape; margin: 14mm }
        body { font: 11pt/1.4 Arial, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto; max-width: 267mm; padding: 12mm }
        h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 0.6em }
        h2 { font-size: 1.2em; margin: 1.6em 0 0.4em; break-after: avoid }
        dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 0.15em 1em; margin: 0 }
        dt { font-weight: bold }
        dd { margin: 0; overflow-wrap: anywhere }
        .table { overflow-x: auto }
        table { border-collapse: collapse; width: 100%; font-size: 0.92em }
        caption { text-align: left; color: #404040; padding-bottom: 0.3em }
        th, td { text-align: left; vertical-align: top; padding: 0.3em 0.6em; border-bottom: 1px solid #b0b0b0; overflow-wrap: break-word }
        thead th { border-bottom: 2px solid #1a1a1a }
        thead { display: table-header-group }
        tr { break-inside: avoid }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        .total > * { font-weight: bold; border-top: 2px solid #1a1a1a }
        ul { padding-left: 1.2em }
        @media (max-width: 60em) { dl { grid-template-columns: max-content 1fr } }
        @media print { body { padding: 0; max-width: none; font-size: 9pt } .table { overflow: visible } th, td { padding: 0.25em 0.4em } }
        """;

    /// <summary>Nothing is loaded, run or sent from the page, and no other page may frame it; its own style alone holds.</summary>
    public static readonly string SecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // What means something to HTML is written as its code, and all the rest as it is.
    private static readonly HtmlEncoder Words = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(StatementDocument document)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(Safe(document.Title))
            .Append("</title><style>").Append(Style).Append("</style></head>\n<body>\n<main>\n<h1>").Append(Safe(document.Title)).Append("</h1>\n<dl>\n");
        foreach (var fact in document.Facts)
            html.Append("<dt>").Append(Safe(fact.Heading)).Append("</dt><dd>").Append(Safe(fact.Text)).Append("</dd>\n");
        html.Append("</dl>\n");
        foreach (var table in document.Tables) Add(html, table);
        html.Append("<h2>Notes</h2>\n<ul>\n");
        foreach (var note in document.Notes) html.Append("<li>").Append(Safe(note)).Append("</li>\n");
        return html.Append("</ul>\n</main>\n</body></html>\n").ToString();
    }

    private static void Add(StringBuilder html, StatementTable table)
    {
        var caption = table.Columns.Any(column => column.Unit == StatementUnit.Pence) ? $"{table.Heading}, in pounds and pence" : table.Heading;
        html.Append("<h2>").Append(Safe(table.Rounded is null ? table.Heading : $"{table.Heading}: {table.Rounded}"))
            .Append("</h2>\n<div class=\"table\"><table>\n<caption>").Append(Safe(caption)).Append("</caption>\n<thead><tr>");
        foreach (var column in table.Columns)
            html.Append("<th scope=\"col\"").Append(ClassOf(column)).Append('>').Append(Safe(column.Heading)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var (at, row) in table.Rows.Index())
        {
            html.Append(table.EndsInTotal && at == table.Rows.Count - 1 ? "<tr class=\"total\">" : "<tr>");
            foreach (var (place, (column, cell)) in table.Columns.Zip(row).Index())
            {
                var tag = place == 0 ? "th" : "td";
                html.Append('<').Append(tag).Append(place == 0 ? " scope=\"row\"" : "").Append(ClassOf(column)).Append('>')
                    .Append(Safe(Text(column, cell))).Append("</").Append(tag).Append('>');
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
        if (table.Rows.Count == 0) html.Append("<p>Nothing in the period.</p>\n");
    }

    private static string Text(StatementColumn column, StatementCell cell) => (cell.Number, column.Unit) switch
    {
        (null, _) => cell.Text ?? "",
        ({ } pence, StatementUnit.Pence) => $"{(pence < 0 ? "\u2212" : "")}£{Pounds.Grouped(pence).TrimStart('-')}",
        ({ } number, _) => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string ClassOf(StatementColumn column) => column.Unit == StatementUnit.Text ? "" : " class=\"number\"";

    private static string Safe(string text) => Words.Encode(text);
}
