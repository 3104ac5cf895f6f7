using IntegratedCare.Identity.Passwords;

namespace IntegratedCare.Identity.Tests.Passwords;

public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("A\u030a", "\u00c5")]
    [InlineData("\u212b", "\u00c5")]                              // the sign for Ångström is the letter
    [InlineData("o\u0302\u0323", "\u1ed9")]                        // marks in another order
    [InlineData("\u1e0b\u0323", "\u1e0d\u0307")]                  // UAX 15, figure 5
    [InlineData("s\u0323\u0307", "\u1e69")]
    [InlineData("\u0958", "\u0915\u093c")]                        // never composed again
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]                  // Hangul
    [InlineData("\ud558\u11ab", "\ud55c")]
    [InlineData("\ufb01", "\ufb01")]                              // a ligature is not a canonical equivalent
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b")]     // of Unicode's NormalizationTest.txt
    public void Equal_texts_have_one_composed_form(string text, string composed)
    {
        Assert.Equal(composed, UnicodeText.Compose(text));
        Assert.Equal(composed, UnicodeText.Compose(composed));
    }
}
