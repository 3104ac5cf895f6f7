namespace IntegratedCare.Ledger.PublishedReports;

/// <summary>What a report to the public printed about a fund: figures as they stand there, right or wrong, and where that is.</summary>
/// <remarks>Figures that contradict one another are kept so; what they differ by is shown beside them.</remarks>
internal sealed class PublishedReport
{
    public required string FundCode { get; init; }

    /// <summary>Tells the reports of one fund apart: <c>outturn</c>, <c>month-6</c>.</summary>
    public required string Code { get; init; }

    public PublishedFigures Figures { get; private set; } = PublishedFigures.None;

    public static PublishedReport Of(string fundCode, string code, PublishedFigures figures)
    {
        var report = new PublishedReport { FundCode = fundCode, Code = code };
        report.Put(figures);
        return report;
    }

    public void Put(PublishedFigures figures) => Figures = figures;
}
