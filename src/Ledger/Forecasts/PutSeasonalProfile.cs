using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Spending;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Forecasts;

/// <summary>The weights of the twelve months, April first; only their ratio matters.</summary>
public sealed record PutSeasonalProfileRequest(
    [MinLength(Forecast.MonthsInYear), MaxLength(Forecast.MonthsInYear), Weights] IReadOnlyList<int> Weights);

/// <summary>Each is a number from 1 to <see cref="SeasonalProfile.WeightMax"/>: a month that costs nothing could not be reckoned from.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class WeightsAttribute() : ValidationAttribute("Each weight is a number from 1 to 10,000.")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyList<int> weights && weights.All(weight => weight is >= 1 and <= SeasonalProfile.WeightMax);
}

/// <summary>The pooled fund manager says how a programme's spending is spread over the year.</summary>
internal static class PutSeasonalProfile
{
    public static async Task<Ok<SeasonalProfileView>> Handle(
        string code, string programme, PutSeasonalProfileRequest request, HttpContext http, Caller caller, Purpose purpose, LedgerDb db,
        Bookkeeper bookkeeper, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        if (!fund.HasProgramme(programme)) throw new DomainException(ForecastErrors.ProgrammeUnknown);
        var profile = await db.SeasonalProfiles.SingleOrDefaultAsync(p => p.FundCode == code && p.ProgrammeCode == programme, cancellationToken);
        StateTag.Require(http.Request, profile is null ? null : SeasonalProfileView.Of(profile));
        if (profile is null) profile = db.SeasonalProfiles.Add(new() { FundCode = code, ProgrammeCode = programme, Weights = [.. request.Weights] }).Entity;
        else profile.Weights = [.. request.Weights];
        db.RecordAccess(caller, purpose, "seasonal-profile.put", "programme", $"{code}/{programme}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var view = SeasonalProfileView.Of(profile);
        http.Response.Headers.ETag = StateTag.Of(view);
        return TypedResults.Ok(view);
    }
}

internal static class SeeSeasonalProfile
{
    public static async Task<Ok<SeasonalProfileView>> Handle(
        string code, string programme, HttpContext http, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        if (!fund.HasProgramme(programme)) throw new DomainException(ForecastErrors.ProgrammeUnknown);
        var profile = await db.SeasonalProfiles.AsNoTracking()
            .SingleOrDefaultAsync(p => p.FundCode == code && p.ProgrammeCode == programme, cancellationToken);
        if (profile is null) return TypedResults.Ok(new SeasonalProfileView(code, programme, SeasonalProfile.Equal, IsDefault: true));

        var view = SeasonalProfileView.Of(profile);
        http.Response.Headers.ETag = StateTag.Of(view);
        return TypedResults.Ok(view);
    }
}

/// <summary>A programme's monthly weights, April first; <c>IsDefault</c>: nobody has said, and all are equal.</summary>
public sealed record SeasonalProfileView(string FundCode, string Programme, IReadOnlyList<int> Weights, bool IsDefault)
{
    internal static SeasonalProfileView Of(SeasonalProfile profile) => new(profile.FundCode, profile.ProgrammeCode, profile.Weights, IsDefault: false);
}
