namespace IntegratedCare.Ledger.Funds;

/// <summary>A purpose within a fund: it has a budget and pays for the services of its categories.</summary>
internal sealed class Programme
{
    private Programme(string code, string name) => (Code, Name) = (code, name);

    public string Code { get; }

    public string Name { get; private set; }

    public long BudgetPence { get; private set; }

    /// <summary>The directory's categories of the services that it pays for.</summary>
    public List<string> ServiceCategories { get; private set; } = [];

    public static Programme Of(ProgrammeTerms terms) => new(terms.Code, terms.Name)
    {
        BudgetPence = terms.BudgetPence,
        ServiceCategories = [.. terms.ServiceCategories],
    };

    public void Put(ProgrammeTerms terms)
    {
        (Name, BudgetPence) = (terms.Name, terms.BudgetPence);
        if (!ServiceCategories.SequenceEqual(terms.ServiceCategories)) ServiceCategories = [.. terms.ServiceCategories];
    }
}
