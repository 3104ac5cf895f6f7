using System.Text;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>A search that finds nothing proves something only if it finds what is there.</summary>
public sealed class MarksTests
{
    [Theory]
    [InlineData("seen QUAVERSTONEWICK today")]
    [InlineData("nhs=999%20", "9996513483")]
    [InlineData("999 651 3483")]
    public void A_mark_is_found_as_it_is_written(params string[] parts)
    {
        var text = string.Concat(parts);

        Assert.NotNull(Marks.In(text));
    }

    [Fact]
    public void A_mark_is_found_in_every_encoding_and_at_every_place()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            for (var before = 0; before < 4; before++)
            {
                byte[] bytes = [.. new byte[before], .. encoding.GetBytes($"{Marks.FamilyName}, x"), 0, 1];
                Assert.True(Marks.AreIn(bytes));
                Assert.NotNull(Marks.In(Convert.ToBase64String(bytes)));
                Assert.NotNull(Marks.In(Convert.ToHexStringLower(bytes)));
                Assert.True(Marks.AreIn(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes))));
            }
        }
    }

    [Fact]
    public void What_bears_no_mark_is_not_found()
    {
        var text = "Alex Example 9434765919 " + Convert.ToBase64String(Guid.NewGuid().ToByteArray());

        Assert.Null(Marks.In(text));
        Assert.False(Marks.AreIn(Encoding.UTF8.GetBytes(text)));
    }
}
