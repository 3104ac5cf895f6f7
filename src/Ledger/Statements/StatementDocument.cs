namespace IntegratedCare.Ledger.Statements;

/// <summary>What a statement says, before it is written as JSON, CSV or a page.</summary>
/// <param name="Kind">Its kind, as callers name it.</param>
/// <param name="Title">What it is, for whom and of what: the page's one heading of the first rank.</param>
/// <param name="Facts">What it speaks of and up to where, in order.</param>
/// <param name="Tables">Its figures.</param>
/// <param name="Notes">How the figures are meant.</param>
internal sealed record StatementDocument(
    string Kind, string Title, IReadOnlyList<StatementFact> Facts, IReadOnlyList<StatementTable> Tables, IReadOnlyList<string> Notes)
{
    /// <summary>The same with further facts before the others.</summary>
    public StatementDocument With(params IEnumerable<StatementFact> facts) => this with { Facts = [.. facts, .. Facts] };
}

/// <summary>One thing that a statement says about itself.</summary>
internal sealed record StatementFact(string Id, string Heading, string Text);

/// <summary>Rows of one kind. <c>Rounded</c> is the one figure to remember, in millions; the rows have it to the penny.</summary>
internal sealed record StatementTable(
    string Id, string Heading, string? Rounded, IReadOnlyList<StatementColumn> Columns, IReadOnlyList<IReadOnlyList<StatementCell>> Rows,
    bool EndsInTotal = false)
{
    /// <summary>The table with a last row that adds up its columns of pence.</summary>
    public StatementTable WithTotal()
    {
        var total = Columns.Select((column, at) => column.Unit switch
        {
            StatementUnit.Pence when Rows.Count > 0 && Rows.All(row => row[at].Number is null) => "",
            StatementUnit.Pence => (StatementCell)Rows.Sum(row => row[at].Number ?? 0),
            _ => at == 0 ? "Total" : "",
        });
        return this with { Rows = [.. Rows, [.. total]], EndsInTotal = true };
    }
}

internal sealed record StatementColumn(string Id, string Heading, StatementUnit Unit = StatementUnit.Text);

internal enum StatementUnit
{
    Text,
    Number,
    Pence,
}

/// <summary>A text, or a whole number in its column's unit; neither where there is nothing to say.</summary>
internal readonly record struct StatementCell(string? Text, long? Number)
{
    public static implicit operator StatementCell(string text) => new(text, null);

    public static implicit operator StatementCell(long number) => new(null, number);

    public static implicit operator StatementCell(long? number) => new(null, number);
}
