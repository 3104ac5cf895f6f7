using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;

namespace IntegratedCare.Ledger.BetterCare;

/// <summary>How a fund's money stands in the Better Care Fund: where it comes from, and which schemes it is for. Each change is a further version.</summary>
internal sealed class BetterCarePlan
{
    public required string FundCode { get; init; }

    /// <summary>Counts the fund's plans from 1 without a gap.</summary>
    public required int Version { get; init; }

    public required BetterCareTerms Terms { get; init; }

    public required string PutBy { get; init; }

    public required DateTimeOffset PutAt { get; init; }

    public string Tag => $"\"{Version}\"";

    public static BetterCarePlan Put(Fund fund, int version, BetterCareTerms terms, Caller caller, DateTimeOffset now)
    {
        var twice = terms.Schemes.GroupBy(scheme => scheme.Number, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new DomainException(BetterCareErrors.ListedTwice, $"The scheme {twice.Key} is listed twice.");
        if (terms.Sources.DistinctBy(source => (source.Kind, source.Partner)).Count() < terms.Sources.Count)
            throw new DomainException(BetterCareErrors.ListedTwice, "A partner's source is listed twice.");
        if (terms.Sources.FirstOrDefault(source => !fund.HasPartner(source.Partner)) is { } stranger)
            throw new DomainException(BetterCareErrors.PartnerUnknown, $"{stranger.Partner} is none.");
        if (terms.Schemes.FirstOrDefault(scheme => !fund.HasProgramme(scheme.Programme)) is { } lost)
            throw new DomainException(BetterCareErrors.ProgrammeUnknown, $"{lost.Programme} is none.");
        return new() { FundCode = fund.Code, Version = version, Terms = terms, PutBy = caller.Subject, PutAt = now };
    }
}
