using System.Globalization;
using System.Text;
using IntegratedCare.Ledger.Exports;

namespace IntegratedCare.Ledger.Statements;

/// <summary>A statement for spreadsheets: money in pounds, tables one below another, every line as wide as the widest.</summary>
internal static class StatementCsv
{
    public static string Of(StatementDocument document)
    {
        var width = document.Tables.Max(table => table.Columns.Count);
        var text = new StringBuilder();
        Add("Statement", document.Title);
        foreach (var fact in document.Facts) Add(fact.Heading, fact.Text);
        foreach (var table in document.Tables)
        {
            Add();
            Add(table.Heading);
            Add([.. table.Columns.Select(column => column.Heading)]);
            foreach (var row in table.Rows) Add([.. table.Columns.Zip(row, Cell)]);
        }

        Add();
        foreach (var note in document.Notes) Add("Note", note);
        return text.ToString();

        void Add(params IReadOnlyList<string> cells) => text.Append(CsvText.Line([.. cells, .. Enumerable.Repeat("", width - cells.Count)]));
    }

    private static string Cell(StatementColumn column, StatementCell cell) => (cell.Number, column.Unit) switch
    {
        (null, _) => cell.Text ?? "",
        ({ } pence, StatementUnit.Pence) => Pounds.Plain(pence),
        ({ } number, _) => number.ToString(CultureInfo.InvariantCulture),
    };
}
