using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.Forecasts;
using IntegratedCare.Ledger.Spending;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Ledger.Virements;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Spending;

public sealed class SpendingTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    /// <summary>A fund of two programmes whose agreement lets one person post 100,000 and move 500,000.</summary>
    private async Task<(string Fund, string Category)> FundAsync()
    {
        var (fund, category) = await host.AddFundAsync(f => f with { Programmes = [.. f.Programmes, new("equipment", "Equipment", 50_000, [])] });
        using var agreed = await host.PutAgreementAsync(fund, A.Agreement());
        Assert.Equal(HttpStatusCode.Created, agreed.StatusCode);
        return (fund, category);
    }

    private async Task<ServicePublished> ServiceAsync(string category)
    {
        var service = A.Service(category);
        await host.PublishAsync(service);
        return service;
    }

    private async Task<SpendingView> SpendingAsync(string fund, string by, DateOnly? asOf = null)
    {
        using var finance = host.Finance();
        return await finance.ReadAsync<SpendingView>(
            $"/api/ledger/funds/{fund}/spending?by={by}" + (asOf is { } day ? $"&asOf={day:yyyy-MM-dd}" : ""));
    }

    private HttpClient Manager() => host.Client(Roles.PoolManager, A.Council);

    private static async Task<HttpResponseMessage> DivideAsync(
        HttpClient manager, string fund, string division, IReadOnlyList<BudgetLineTerms> lines, string programme = A.Programme, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/ledger/funds/{fund}/programmes/{programme}/budget-lines/{division}")
        {
            Content = JsonContent.Create(new PutBudgetLinesRequest(lines), options: RunningLedger.Json),
        };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await manager.SendAsync(request);
    }

    [Fact]
    public async Task By_programme_budget_virements_committed_spent_and_forecast_stand_side_by_side()
    {
        var (fund, _) = await FundAsync();
        using var officer = host.Officer("officer");
        using var manager = Manager();
        using var spent = await officer.PostByHandAsync(fund, A.ManualEntry(23_400));
        using var moved = await manager.SendAsync(
            $"/api/ledger/funds/{fund}/virements", new MakeVirementRequest(A.Programme, "equipment", 300_000, "Beds."));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (spent.StatusCode, moved.StatusCode));

        var view = await SpendingAsync(fund, "programme");

        Assert.Equal(234, Timeline.Of(new(2026), A.Today)!.DaysElapsed);
        Assert.Equal(
            new(A.Programme, "Community health", 1_000_000, -300_000, 700_000, 0, 23_400, 676_600, 36_500), view.Parts[0]);
        Assert.Equal(new("equipment", "Equipment", 50_000, 300_000, 350_000, 0, 0, 350_000, 0), view.Parts[1]);
        Assert.Equal(new(null, null, 1_050_000, 0, 1_050_000, 0, 23_400, 1_026_600, 36_500), view.Total);
        var before = await SpendingAsync(fund, "programme", A.Today.AddDays(-1));
        Assert.Equal((0, 1_000_000), (before.Parts[0].VirementsPence, before.Parts[0].BudgetPence));
    }

    [Fact]
    public async Task Bookings_and_orders_are_shown_with_their_provider_and_the_rest_as_not_attributed()
    {
        var (fund, category) = await FundAsync();
        var (one, other) = (await ServiceAsync(category), await ServiceAsync(category));
        var (delivered, standing) = (A.Booking(one.ServiceId), A.Booking(other.ServiceId));
        await host.PublishAsync(delivered);
        await host.PublishAsync(standing);
        await host.ChargeReachesAsync(standing.BookingId, ChargeState.Committed);
        await host.PublishAsync(A.Delivered(delivered) with { OccurredAt = A.Now });
        await host.ChargeReachesAsync(delivered.BookingId, ChargeState.Spent);
        using var officer = host.Officer("officer");
        using var ordered = await officer.SendAsync($"/api/ledger/funds/{fund}/commitments", new MakeCommitmentRequest(
            "equipment", "PO-1", "The Trust", 9_000, A.Today, "Beds.", ProviderId: one.ProviderId, Neighbourhood: "north"));
        using var byHand = await officer.PostByHandAsync(fund, A.ManualEntry(777));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (ordered.StatusCode, byHand.StatusCode));

        var byProvider = await SpendingAsync(fund, "provider");
        var byNeighbourhood = await SpendingAsync(fund, "neighbourhood");

        var parts = byProvider.Parts.ToDictionary(p => p.Code ?? "none", p => (p.CommittedPence, p.SpentPence));
        Assert.Equal((9_000, A.TariffPence), parts[$"{one.ProviderId}"]);
        Assert.Equal((A.TariffPence, 0), parts[$"{other.ProviderId}"]);
        Assert.Equal((0, 777), parts["none"]);
        Assert.Equal("The Trust", byProvider.Parts.First(p => p.Code == $"{one.ProviderId}").Name);
        Assert.Equal([("north", 9_000, 0), (null, A.TariffPence, A.TariffPence + 777)],
            byNeighbourhood.Parts.Select(p => (p.Code, p.CommittedPence, p.SpentPence)));
        foreach (var view in new[] { byProvider, byNeighbourhood })
        {
            Assert.Equal(view.Total.CommittedPence, view.Parts.Sum(p => p.CommittedPence));
            Assert.Equal(view.Total.SpentPence, view.Parts.Sum(p => p.SpentPence));
            Assert.Equal(view.Total.ForecastPence, view.Parts.Sum(p => p.ForecastPence));
        }
    }

    [Fact]
    public async Task A_booking_is_its_neighbourhoods_from_the_first_event_that_names_it_until_it_is_spent()
    {
        var (fund, category) = await FundAsync();
        var service = await ServiceAsync(category);
        var north = A.Booking(service.ServiceId) with { NeighbourhoodCode = "north" };
        var south = A.Rescheduled(A.Booking(service.ServiceId)) with { NeighbourhoodCode = "south" };
        var nowhere = A.Booking(service.ServiceId);
        await host.PublishAsync(north);
        await host.PublishAsync(south);
        await host.PublishAsync(nowhere);
        foreach (var booking in new[] { north.BookingId, south.BookingId, nowhere.BookingId }) await host.ChargeReachesAsync(booking, ChargeState.Committed);
        await host.PublishAsync(A.Delivered(north) with { OccurredAt = A.Now });
        await host.ChargeReachesAsync(north.BookingId, ChargeState.Spent);
        using var manager = Manager();
        using var divided = await DivideAsync(manager, fund, "neighbourhood", [new("north", 10_000)]);
        Assert.Equal(HttpStatusCode.OK, divided.StatusCode);

        var view = await SpendingAsync(fund, "neighbourhood");

        Assert.Equal(
            [("north", 0, A.TariffPence), ("south", A.TariffPence, 0), (null, A.TariffPence, 0)],
            view.Parts.Select(p => (p.Code, p.CommittedPence, p.SpentPence)));
        Assert.Equal(10_000 - A.TariffPence, view.Parts[0].AvailablePence);
    }

    [Fact]
    public async Task A_budget_is_divided_into_at_most_what_it_is_and_stays_so()
    {
        var (fund, category) = await FundAsync();
        using var manager = Manager();

        using var divided = await DivideAsync(manager, fund, "neighbourhood", [new("north", 600_000), new("south", 400_000)]);
        using var tooMuch = await DivideAsync(manager, fund, "neighbourhood", [new("north", 1_000_001)], tag: $"{divided.Headers.ETag}");
        using var moved = await manager.SendAsync(
            $"/api/ledger/funds/{fund}/virements", new MakeVirementRequest(A.Programme, "equipment", 1, "Beds."));
        using var lowered = await host.PutFundAsync(fund, A.Fund(category, budgetPence: 999_999) with
        {
            Programmes = [new(A.Programme, "Community health", 999_999, [category]), new("equipment", "Equipment", 50_000, [])],
        });
        using var blind = await DivideAsync(manager, fund, "neighbourhood", [new("north", 1)]);
        var view = await SpendingAsync(fund, "neighbourhood");

        Assert.Equal(HttpStatusCode.OK, divided.StatusCode);
        Assert.Equal("budget-line.exceeds-budget", await tooMuch.CodeAsync());
        Assert.Equal("virement.budget-in-use", await moved.CodeAsync());
        Assert.Equal("fund.in-use", await lowered.CodeAsync());
        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
        Assert.Equal([("north", 600_000), ("south", 400_000), (null, 50_000)], view.Parts.Select(p => (p.Code, p.BudgetPence ?? 0)));
    }

    [Fact]
    public async Task Who_may_not_or_what_is_none_is_refused()
    {
        var (fund, _) = await FundAsync();
        using var manager = Manager();
        using var officer = host.Officer("officer");
        using var stranger = host.Client(Roles.PoolManager, A.Trust);

        using var twice = await DivideAsync(manager, fund, "neighbourhood", [new("north", 1), new("NORTH", 1)]);
        using var noProvider = await DivideAsync(manager, fund, "provider", [new($"{Guid.NewGuid()}", 1)]);
        using var noProgramme = await DivideAsync(manager, fund, "neighbourhood", [new("north", 1)], programme: "nothing");
        using var noDivision = await DivideAsync(manager, fund, "moon", [new("north", 1)]);
        using var zero = await DivideAsync(manager, fund, "neighbourhood", [new("north", 0)]);
        using var ofOfficer = await DivideAsync(officer, fund, "neighbourhood", [new("north", 1)]);
        using var ofStranger = await DivideAsync(stranger, fund, "neighbourhood", [new("north", 1)]);
        using var byMoon = await officer.GetAsync(
            new Uri($"/api/ledger/funds/{fund}/spending?by=moon", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("budget-line.listed-twice", await twice.CodeAsync());
        Assert.Equal("budget-line.provider-unknown", await noProvider.CodeAsync());
        Assert.Equal("budget-line.programme-unknown", await noProgramme.CodeAsync());
        Assert.Equal("budget-line.division-unknown", await noDivision.CodeAsync());
        Assert.Equal("request.invalid", await zero.CodeAsync());
        Assert.Equal("request.forbidden", await ofOfficer.CodeAsync());
        Assert.Equal("fund.not-your-organisation", await ofStranger.CodeAsync());
        Assert.Equal("request.invalid", await byMoon.CodeAsync());
    }

    [Fact]
    public async Task The_database_refuses_lines_beyond_the_budget_and_changes_of_what_was_attributed()
    {
        var (fund, _) = await FundAsync();
        string Line(long pence) => $"""
            INSERT INTO budget_lines (fund_code, programme_code, division, part, amount_pence)
            VALUES ('{fund}', '{A.Programme}', 'Neighbourhood', '{A.Code("north")}', {pence})
            """;

        Assert.Null(await RefusalAsync(Line(1_000_000)));
        Assert.Equal("23514", await RefusalAsync(Line(1)));
        Assert.Equal("23514", await RefusalAsync(Line(-1)));
        Assert.Equal("23514", await RefusalAsync($"UPDATE programmes SET budget_pence = 999999 WHERE fund_code = '{fund}' AND code = '{A.Programme}'"));
        Assert.Equal("42501", await RefusalAsync("UPDATE attributions SET spent_pence = 1"));
        Assert.Equal("42501", await RefusalAsync("DELETE FROM attributions"));
    }

    private async Task<string?> RefusalAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return (refused as PostgresException)?.SqlState;
    }
}
