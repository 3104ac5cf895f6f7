using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Books;

namespace IntegratedCare.Ledger.Tests.Books;

public sealed class JournalCursorTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("a:1", "a:1")]
    [InlineData("b:2,a:1", "a:1,b:2")]
    public void A_cursor_is_one_number_a_fund(string? text, string written) =>
        Assert.Equal(written, JournalCursor.Parse(text).ToString());

    [Theory]
    [InlineData("a")]
    [InlineData(":1")]
    [InlineData("a:")]
    [InlineData("a:-1")]
    [InlineData("a:x")]
    [InlineData("a:1,a:2")]
    [InlineData("a:1,")]
    [InlineData("a:99999999999999999999")]
    public void What_is_no_cursor_is_refused(string text)
    {
        var refusal = Assert.Throws<DomainException>(() => JournalCursor.Parse(text));

        Assert.Equal(JournalErrors.CursorInvalid, refusal.Error);
    }
}
