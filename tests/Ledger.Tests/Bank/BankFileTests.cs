using System.Text;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Bank;

namespace IntegratedCare.Ledger.Tests.Bank;

public sealed class BankFileTests
{
    private const string Header = "date,amount,reference,payer\n";

    private static IReadOnlyList<BankRow> Read(string text) => BankFile.Read(Encoding.UTF8.GetBytes(text), A.Today);

    [Fact]
    public void Rows_are_read_as_RFC_4180_quotes_them()
    {
        var rows = Read("\uFEFFdate,amount,reference,payer\r\n2026-10-01,1234.56,INV-1,The Council\r\n2026-10-02,-0.05,\"a, \"\"b\"\"\",\"\"\r\n2026-10-03,1.00,,");

        Assert.Equal(
            [
                new(new(2026, 10, 1), 123_456, "INV-1", "The Council"), new(new(2026, 10, 2), -5, "a, \"b\"", ""), new(new(2026, 10, 3), 100, "", ""),
            ],
            rows);
    }

    [Fact]
    public void A_file_may_have_no_movements() => Assert.Empty(Read(Header));

    [Theory]
    [InlineData("")]
    [InlineData("Date,Amount,Reference,Payer\n")]
    [InlineData("date;amount;reference;payer\n")]
    [InlineData(Header + "2026-10-01,1.00,a\n")]
    [InlineData(Header + "2026-10-01,1.00,a,b,c\n")]
    [InlineData(Header + "01/10/2026,1.00,a,b\n")]
    [InlineData(Header + "2026-02-30,1.00,a,b\n")]
    [InlineData(Header + "2026-11-21,1.00,a,b\n")]
    [InlineData(Header + "1899-12-31,1.00,a,b\n")]
    [InlineData(Header + "2026-10-01,1.0,a,b\n")]
    [InlineData(Header + "2026-10-01,1,a,b\n")]
    [InlineData(Header + "2026-10-01,0.00,a,b\n")]
    [InlineData(Header + "2026-10-01,-0.00,a,b\n")]
    [InlineData(Header + "2026-10-01,+1.00,a,b\n")]
    [InlineData(Header + "2026-10-01,1e3,a,b\n")]
    [InlineData(Header + "2026-10-01,123456789012.00,a,b\n")]
    [InlineData(Header + "2026-10-01,\"1,000.00\",a,b\n")]
    [InlineData(Header + "2026-10-01,1.00,a\"b,c\n")]
    [InlineData(Header + "2026-10-01,1.00,\"a\"b,c\n")]
    [InlineData(Header + "2026-10-01,1.00,\"a\nb\",c\n")]
    [InlineData(Header + "2026-10-01,1.00,\"a,c\n")]
    [InlineData(Header + "2026-10-01,1.00,a,b\r2026-10-01,1.00,a,b\n")]
    [InlineData(Header + "2026-10-01,1.00,a,b\r")]
    [InlineData(Header + "\n2026-10-01,1.00,a,b\n")]
    [InlineData(Header + "2026-10-01,1.00,a\u0000,b\n")]
    public void A_row_that_is_not_understood_refuses_the_file(string text)
    {
        var refusal = Assert.Throws<DomainException>(() => Read(text));

        Assert.Equal("bank.file-invalid", refusal.Error.Code);
        Assert.StartsWith("Row ", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_bounded_and_so_are_rows()
    {
        Assert.Throws<DomainException>(() => Read($"{Header}2026-10-01,1.00,{new string('x', BankFile.TextLengthMax + 1)},b\n"));
        Assert.Throws<DomainException>(() => Read(Header + string.Concat(Enumerable.Repeat("2026-10-01,1.00,a,b\n", BankFile.RowsMax + 1))));
        Assert.Equal(BankFile.RowsMax, Read(Header + string.Concat(Enumerable.Repeat("2026-10-01,1.00,a,b\n", BankFile.RowsMax))).Count);
        Assert.Throws<DomainException>(() => BankFile.Read([.. Encoding.UTF8.GetBytes(Header), 0xFF], A.Today));
    }

    /// <summary>Whatever bytes are sent in, the answer is rows or a refusal.</summary>
    [Fact]
    public void No_bytes_make_it_fail()
    {
        var random = new Random(11);
        const string Signs = "\",\r\n019-.ab\u00e9\t";
        for (var run = 0; run < 5_000; run++)
        {
            var text = Header + new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Signs[random.Next(Signs.Length)])]);
            var failure = Record.Exception(() => Read(text));
            Assert.True(failure is null or DomainException, $"{failure} of {text}");
        }
    }
}
