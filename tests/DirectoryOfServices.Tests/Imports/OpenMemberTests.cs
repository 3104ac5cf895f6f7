using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Imports;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class OpenMemberTests
{
    [Theory]
    [InlineData("<p>Warm &amp; <b>welcoming</b>.</p>Tea", "Warm & welcoming.\nTea")]
    [InlineData("Before<script>alert(1)</script> after", "Before after")]
    [InlineData("Before<script>alert(1)", "Before")]
    [InlineData("Before<STYLE>p { }</script><b>", "Before")]
    [InlineData("a < b and c", "a < b and c")]
    public void What_is_written_as_html_is_read_as_text_and_a_script_that_never_ends_as_none(string html, string text) =>
        Assert.Equal(text, Read(html));

    [Fact]
    public void A_text_is_looked_at_as_far_as_anybody_would_write()
    {
        Assert.Equal("Early", Read($"Early{string.Concat(Enumerable.Repeat("<b></b>", 15_000))}Late"));
        Assert.Equal("Late", Read($"{string.Concat(Enumerable.Repeat("<script><style>", 6_000))}</script>Late"));
    }

    [Fact]
    public void A_character_is_never_cut_in_two()
    {
        Assert.Equal(new string('x', 99_999), Read($"{new string('x', 99_999)}\U0001F600"));
        Assert.Equal("xxx…", $"xxx\U0001F600{new string('x', 9)}".Fit(5));
        Assert.Equal("xx…", "xxxx".Fit(3));
    }

    private static string? Read(string text) =>
        JsonElement.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text })).Text("text");
}
