namespace IntegratedCare.Ledger.Statements;

/// <summary>An issued statement without its figures. <c>Sha256</c> has the hash of its bytes in each form; <c>SupersededBy</c> is absent for the present one.</summary>
public sealed record StatementView(
    string FundCode, int Number, StatementKind Kind, string Period, DateOnly From, DateOnly To, string? Partner, DateTimeOffset IssuedAt,
    long JournalNumber, string JournalHash, int? Supersedes, int? SupersededBy, StatementHashes Sha256)
{
    internal static StatementView Of(IssuedStatement statement) => new(
        statement.FundCode, statement.Number, statement.Kind, statement.Period, statement.From, statement.To, statement.Partner, statement.IssuedAt,
        statement.JournalNumber, Convert.ToHexStringLower(statement.JournalHash), statement.Supersedes, SupersededBy: null,
        StatementHashes.Of(statement.JsonHash, statement.CsvHash, statement.HtmlHash));
}

/// <summary>SHA-256 in hexadecimal of the bytes that are answered in each form.</summary>
public sealed record StatementHashes(string Json, string Csv, string Html)
{
    internal static StatementHashes Of(byte[] json, byte[] csv, byte[] html) =>
        new(Convert.ToHexStringLower(json), Convert.ToHexStringLower(csv), Convert.ToHexStringLower(html));
}
