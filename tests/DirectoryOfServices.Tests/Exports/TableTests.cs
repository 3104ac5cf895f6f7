using System.Text;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.Imports;

namespace IntegratedCare.DirectoryOfServices.Tests.Exports;

public sealed class TableTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_service_says_is_read_back_from_its_row_word_for_word()
    {
        var some = new SomeServices(20261126);
        for (var n = 0; n < 500; n++)
        {
            var service = some.Next();
            var file = CsvText.Line(ServiceTable.Headings) + CsvText.Line(ServiceTable.Row(service));

            var row = Assert.Single(await ReadAsync(file));

            Assert.True(row.Findings.Count == 0, $"{string.Join(", ", row.Findings)}\n{file}");
            var written = JsonNode.Parse(service.Record.ToJson())!.AsObject();
            foreach (var (member, value) in row.Members)
            {
                var said = written[member] is JsonValue text && text.ToString().Length == 0 ? null : written[member];
                var read = value is JsonArray { Count: 0 } ? null : value;
                Assert.True(
                    JsonNode.DeepEquals(said is JsonArray { Count: 0 } ? null : said, read), $"{member}: {said?.ToJsonString()} / {read?.ToJsonString()}\n{file}");
            }

            Assert.Equal(service.Id.Value, row.Id);
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"")]
    [InlineData("+44 161 496 0000", "'+44 161 496 0000")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1", "'-1")]
    [InlineData("\tcmd", "'\tcmd")]
    [InlineData("'=1", "''=1")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_kept_from_it_and_read_back_as_it_was(string cell, string written)
    {
        Assert.Equal(written, CsvText.Write(cell));

        using var text = new StringReader(CsvText.Line([cell, "next"]));
        var row = await new CsvReader(text).ReadAsync(Cancelled);
        Assert.Equal([cell, "next"], row!.Cells.Select(CsvText.Unguard));
    }

    [Theory]
    [InlineData("mon-fri 09:00-17:00")]
    [InlineData("mon,wed,fri 09:00-12:30 by telephone")]
    [InlineData("1st,3rd tue 10:00-12:00")]
    [InlineData("last fri 18:00-20:00 every 2 months starting 2026-01-30")]
    [InlineData("day 1,15 09:00-12:00 from 2026-01-01 until 2026-12-31")]
    [InlineData("sat,sun 22:00-06:00 every 2 weeks starting 2026-01-05 at 00000000-0000-7000-8000-000000000001 # Ring \\; the bell")]
    public void Hours_read_back_as_people_write_them(string text) => Assert.Equal(text, HoursText.Write(HoursText.Read(text)));

    [Theory]
    [InlineData("Monday 9:00-17:00", "mon 09:00-17:00")]
    [InlineData("SAT-MON 00:00-24:00", "sat-mon 00:00-00:00")]
    [InlineData("mon 09:00-17:00 from 31/12/2026", "mon 09:00-17:00 from 2026-12-31")]
    public void Hours_are_understood_in_the_forms_that_spreadsheets_make_of_them(string typed, string read) =>
        Assert.Equal(read, HoursText.Write(HoursText.Read(typed)));

    [Theory]
    [InlineData("")]
    [InlineData("mon")]
    [InlineData("mon-fri")]
    [InlineData("nine to five")]
    [InlineData("mon 09:00")]
    [InlineData("mon 25:00-26:00")]
    [InlineData("mon 09:00-17:00 sometimes")]
    [InlineData("mon 09:00-17:00 every")]
    [InlineData("mon 09:00-17:00 every 2 months")]
    [InlineData("mon 09:00-17:00 by pigeon")]
    [InlineData("mon 09:00-17:00 by 1")]
    [InlineData("6th mon 09:00-17:00")]
    [InlineData("day one 09:00-17:00")]
    public void Hours_that_cannot_be_read_say_what_they_must_look_like(string text) =>
        Assert.Throws<UnreadableCellException>(() => HoursText.Read(text));

    private static async Task<List<IncomingRow>> ReadAsync(string file)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await CsvServices.ReadAsync(stream, new ServiceReferences(), Cancelled).ToListAsync(Cancelled);
    }
}
