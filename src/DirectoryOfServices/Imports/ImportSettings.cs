namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>What a place decides about imports: <c>Imports:…</c>.</summary>
internal sealed class ImportSettings
{
    public const string Section = "Imports";

    /// <summary>The largest share of a source's open services that an import closes without their number being confirmed.</summary>
    public double RemovalShareMax { get; set; } = 0.2;

    /// <summary>How long the rows of a report are kept. The line that says what an import did is kept for ever.</summary>
    public int KeepRowsDays { get; set; } = 30;

    /// <summary>How many imports may wait or be in hand at once.</summary>
    public int WaitingMax { get; set; } = 20;

    /// <summary>How long the reading of one feed may take, from its first page to its last.</summary>
    public double FeedMinutesMax { get; set; } = 60;

    /// <summary>Hosts inside the place's own networks whose feeds may be read, over http too: <c>host</c> or <c>host:port</c>.</summary>
    public IList<string> TrustedHosts { get; } = [];
}
