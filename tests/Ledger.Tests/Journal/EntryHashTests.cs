using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Tests.Journal;

public sealed class EntryHashTests
{
    private static readonly Posting Contribution = Posting.Contribution(
        "oldham-s75", "oldham-council", 12_345, new(2026, 10, 1), "contribution:1", "Contribution INV-1");

    [Fact]
    public void The_hash_covers_the_text_that_the_readme_shows()
    {
        const string text = """
            journal-entry-1
            0000000000000000000000000000000000000000000000000000000000000000
            oldham-s75
            1
            contribution
            2026-10-01
            2026-11-20T12:00:00.000000Z
            contribution:1
            Contribution INV-1
            receipts	debit	12345
            contributions:oldham-council	credit	12345

            """;

        Assert.Equal(
            SHA256.HashData(Encoding.UTF8.GetBytes(text)),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution));
    }

    [Fact]
    public void The_poster_stands_in_the_second_form()
    {
        const string text = """
            journal-entry-2
            0000000000000000000000000000000000000000000000000000000000000000
            oldham-s75
            1
            contribution
            2026-10-01
            2026-11-20T12:00:00.000000Z
            contribution:1
            officer-1
            Contribution INV-1
            receipts	debit	12345
            contributions:oldham-council	credit	12345

            """;

        Assert.Equal(
            SHA256.HashData(Encoding.UTF8.GetBytes(text)),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { PostedBy = "officer-1" }));
    }

    [Fact]
    public void A_text_longer_than_any_buffer_is_covered_whole()
    {
        var many = Contribution with { Lines = [.. Enumerable.Range(0, 200).Select(n => new PostingLine($"account-{n}-{new string('x', 40)}", n % 2 == 0 ? Side.Debit : Side.Credit, 1))] };

        Assert.NotEqual(
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, many),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, many with { Lines = [.. many.Lines.SkipLast(1), many.Lines[^1] with { AmountPence = 2 }] }));
    }

    [Fact]
    public void Whatever_changes_in_an_entry_changes_its_hash()
    {
        var hashes = new[]
        {
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution),
            EntryHash.Of(SHA256.HashData([]), 1, A.Now, Contribution),
            EntryHash.Of(EntryHash.BeforeTheFirst, 2, A.Now, Contribution),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now.AddMicroseconds(1), Contribution),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { FundCode = "other" }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { Kind = EntryKind.Spend }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { EffectiveOn = new(2026, 10, 2) }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { Source = "contribution:2" }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { Narrative = "Contribution INV-2" }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { PostedBy = "officer" }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { PostedBy = "another" }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { Lines = [.. Contribution.Lines.Reverse()] }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with { Lines = [Contribution.Lines[0]] }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with
            {
                Lines = [Contribution.Lines[0] with { AmountPence = 12_346 }, Contribution.Lines[1]],
            }),
            EntryHash.Of(EntryHash.BeforeTheFirst, 1, A.Now, Contribution with
            {
                Lines = [Contribution.Lines[0] with { Side = Side.Credit }, Contribution.Lines[1]],
            }),
        };

        Assert.Equal(hashes.Length, hashes.Select(Convert.ToHexString).Distinct().Count());
    }
}
