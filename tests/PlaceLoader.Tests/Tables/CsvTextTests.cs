using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Tests.Tables;

public sealed class CsvTextTests
{
    private static List<CsvText.Line> Rows(string text) => [.. CsvText.Rows(new StringReader(text))];

    [Theory]
    [InlineData("a,b,c\n", new[] { "a", "b", "c" })]
    [InlineData("a,b,c", new[] { "a", "b", "c" })]
    [InlineData(" a , b,\r\n", new[] { "a", "b", "" })]
    [InlineData("\"one, two\",b", new[] { "one, two", "b" })]
    [InlineData("\"the \"\"hub\"\"\" , b", new[] { "the \"hub\"", "b" })]
    [InlineData("\"two\nlines\"", new[] { "two\nlines" })]
    public void Cells_are_read_as_the_standard_has_them(string text, string[] cells) =>
        Assert.Equal(cells, Assert.Single(Rows(text)).Cells);

    [Fact]
    public void A_row_knows_the_line_it_starts_on()
    {
        var lines = Rows("a\n\n\"b\nb\"\nc\n").Select(row => row.Number);

        Assert.Equal([1, 3, 5], lines);
    }

    [Theory]
    [InlineData("a\nb \"quoted\" c", 2)]
    [InlineData("a\n\"b\" c", 2)]
    [InlineData("a\n\"b\nc\nd", 2)]
    public void A_quotation_mark_out_of_place_is_refused_with_its_line(string text, int line) =>
        Assert.Equal(line, Assert.Throws<CsvException>(() => Rows(text)).Line);
}
