using IntegratedCare.DirectoryOfServices.Assurance;

namespace IntegratedCare.DirectoryOfServices.Tests.Assurance;

public sealed class ContactFormTests
{
    [Theory]
    [InlineData("0161 496 0000", true)]
    [InlineData("+44 161 496 0000", true)]
    [InlineData("+44 (0)161 496 0000", true)]
    [InlineData("0044 161 496 0000", true)]
    [InlineData("020 7946 0000", true)]
    [InlineData("01697 73555", true)]
    [InlineData("0300 123 4567", true)]
    [InlineData("07700 900123", true)]
    [InlineData("0800 1111", true)]
    [InlineData("0845 46 47", true)]
    [InlineData("111", true)]
    [InlineData("116 123", true)]
    [InlineData("0161 496 0000 ext 12", true)]
    [InlineData("18001 0161 496 0000", true)]
    [InlineData("+353 1 234 5678", true)]
    [InlineData("0161 496 000", false)]
    [InlineData("0161 496 00", false)]
    [InlineData("0161 496 00000", false)]
    [InlineData("0400 123 4567", false)]
    [InlineData("0600 123 4567", false)]
    [InlineData("00000 000000", false)]
    [InlineData("07700 90012", false)]
    [InlineData("12345", false)]
    [InlineData("+44 161 496", false)]
    [InlineData("+12 34", false)]
    public void A_number_rings_where_the_numbering_plan_has_such_a_number(string number, bool rings) =>
        Assert.Equal(rings, ContactForm.IsTelephone(number));

    [Theory]
    [InlineData("desk@example.nhs.uk", true)]
    [InlineData("a.b+c@sub.example.org", true)]
    [InlineData("desk@example", false)]
    [InlineData("desk@", false)]
    [InlineData("@example.org", false)]
    [InlineData("a..b@example.org", false)]
    [InlineData("desk.@example.org", false)]
    [InlineData(".desk@example.org", false)]
    [InlineData("desk@-example.org", false)]
    [InlineData("desk@example.o", false)]
    [InlineData("two words@example.org", false)]
    [InlineData("desk@1.2.3.4", false)]
    public void Mail_can_be_sent_to_a_mailbox_at_a_domain(string address, bool can) =>
        Assert.Equal(can, ContactForm.IsEmail(address));

    [Theory]
    [InlineData("https://www.example.nhs.uk/leg-ulcers?x=1", true)]
    [InlineData("http://example.org:8080/", true)]
    [InlineData("https://xn--bcher-kva.example", true)]
    [InlineData("ftp://example.org", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://intranet/", false)]
    [InlineData("https://printer.local/", false)]
    [InlineData("https://service.internal/", false)]
    [InlineData("https://192.0.2.1/", false)]
    [InlineData("https://[2001:db8::1]/", false)]
    [InlineData("https://example..org/", false)]
    [InlineData("not an address", false)]
    public void A_page_of_the_world_has_a_public_name(string address, bool has) =>
        Assert.Equal(has, ContactForm.IsWebAddress(address));
}
