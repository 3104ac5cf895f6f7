using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Bank;

internal readonly record struct BankStatementId(Guid Value) : IEntityId<BankStatementId>
{
    public static BankStatementId New() => new(Guid.CreateVersion7());

    public static BankStatementId From(Guid value) => new(value);
}

/// <summary>A file of the bank that the host sent in. Written once.</summary>
internal sealed class BankStatement
{
    public required BankStatementId Id { get; init; }

    public required string FundCode { get; init; }

    public required int LineCount { get; init; }

    /// <summary>How many of its lines no earlier file had.</summary>
    public required int NewLineCount { get; init; }

    public required string SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>One movement on the bank account in which the host keeps the fund's money. Written once.</summary>
internal sealed class BankLine
{
    public required string FundCode { get; init; }

    /// <summary>Counts the fund's lines from 1, in the order in which they were sent in.</summary>
    public required int Number { get; init; }

    public required BankStatementId Statement { get; init; }

    public required DateOnly BookedOn { get; init; }

    /// <summary>Above zero came in, below went out.</summary>
    public required long AmountPence { get; init; }

    public required string Reference { get; init; }

    public required string Payer { get; init; }

    /// <summary>Tells lines apart: the same line in a second file is the same movement, the same twice in one file are two.</summary>
    public required byte[] LineHash { get; init; }

    public static BankLine Of(BankRow row, int occurrence, string fundCode, int number, BankStatementId statement) => new()
    {
        FundCode = fundCode,
        Number = number,
        Statement = statement,
        BookedOn = row.BookedOn,
        AmountPence = row.AmountPence,
        Reference = row.Reference,
        Payer = row.Payer,
        LineHash = HashOf(row, occurrence),
    };

    // No field holds a line feed, so no two movements share a text.
    public static byte[] HashOf(BankRow row, int occurrence) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{row.BookedOn:yyyy-MM-dd}\n{row.AmountPence}\n{row.Reference}\n{row.Payer}\n{occurrence}")));
}

/// <summary>A row of a bank's file, understood.</summary>
internal readonly record struct BankRow(DateOnly BookedOn, long AmountPence, string Reference, string Payer);
