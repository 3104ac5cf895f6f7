namespace IntegratedCare.Ledger.Funds;

/// <summary>A purpose within a fund: it has a budget and pays for the services of its categories.</summary>
internal sealed class Programme
{
    public required string Code { get; init; }

    public string Name { get; private set; } = "";      // every Put sets it

    public long BudgetPence { get; private set; }

    /// <summary>The directory's categories of the services that it pays for.</summary>
    public List<string> ServiceCategories { get; private set; } = [];

    public void Put(ProgrammeTerms terms)
    {
        (Name, BudgetPence) = (terms.Name, terms.BudgetPence);
        if (!ServiceCategories.SequenceEqual(terms.ServiceCategories)) ServiceCategories = [.. terms.ServiceCategories];
    }
}
