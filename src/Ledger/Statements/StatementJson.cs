using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegratedCare.Ledger.Statements;

/// <summary>A statement for programs: money in whole pence, each cell under its column's name.</summary>
internal static class StatementJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(StatementDocument document)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind", document.Kind);
            json.WriteString("title", document.Title);
            json.WriteStartObject("facts");
            foreach (var fact in document.Facts) json.WriteString(fact.Id, fact.Text);
            json.WriteEndObject();
            json.WriteStartObject("tables");
            foreach (var table in document.Tables) Write(json, table);
            json.WriteEndObject();
            json.WriteStartArray("notes");
            foreach (var note in document.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, StatementTable table)
    {
        json.WriteStartObject(table.Id);
        json.WriteString("heading", table.Heading);
        json.WriteStartArray("rows");
        foreach (var row in table.EndsInTotal ? table.Rows.SkipLast(1) : table.Rows) Write(json, table, row);
        json.WriteEndArray();
        if (table.EndsInTotal)
        {
            json.WritePropertyName("total");
            Write(json, table, table.Rows[^1], isTotal: true);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StatementTable table, IReadOnlyList<StatementCell> row, bool isTotal = false)
    {
        json.WriteStartObject();
        foreach (var (column, cell) in table.Columns.Zip(row))
        {
            if (cell.Number is { } number) json.WriteNumber(column.Id, number);
            else if (cell.Text is { } text && !isTotal) json.WriteString(column.Id, text);
        }

        json.WriteEndObject();
    }
}
