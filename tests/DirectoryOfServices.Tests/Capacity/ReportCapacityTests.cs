using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Capacity;

public sealed class ReportCapacityTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_shown_until_it_expires_and_then_reads_as_unknown()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("name", "Busy clinic"));
        Assert.Equal("unknown", await CapacityAsync(id));
        var now = directory.Clock.Now;

        using var answer = await ReportAsync(id, "amber", now.AddHours(4));
        Assert.Equal("amber", (await DirectoryHost.ReadAsync(answer)).GetProperty("status").GetString());
        Assert.Equal("amber", await CapacityAsync(id));
        var told = await directory.Host.Events.NextAsync<CapacityReported>(e => e.ServiceId == id);
        Assert.Equal("amber", told.Status);

        directory.Clock.Now = now.AddHours(4);
        try
        {
            Assert.Equal("unknown", await CapacityAsync(id));
        }
        finally
        {
            directory.Clock.Now = now;
        }
    }

    [Fact]
    public async Task The_latest_report_counts_and_all_are_kept_with_who_made_them()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var first = await ReportAsync(id, "red", directory.Clock.Now.AddDays(1));
        directory.Clock.Now = directory.Clock.Now.AddSeconds(1);
        using var second = await ReportAsync(id, "green", directory.Clock.Now.AddDays(7), Roles.TeamClinician);

        Assert.Equal("green", await CapacityAsync(id));
        await using var db = directory.Host.Db();
        var kept = await db.CapacityReports.Where(r => r.ServiceId == new ServiceId(id)).OrderBy(r => r.ReportedAt)
            .Select(r => new { r.Role, r.OrganisationCode }).ToListAsync(Cancelled);
        Assert.Equal([Roles.CareCoordinator, Roles.TeamClinician], kept.Select(r => r.Role));
        Assert.All(kept, r => Assert.Equal("nca", r.OrganisationCode));
    }

    [Fact]
    public async Task A_report_must_expire_in_the_future_and_within_a_week()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));

        using var past = await ReportAsync(id, "green", directory.Clock.Now);
        await Problem.AssertAsync(past, 422, "capacity.expiry-past");
        using var far = await ReportAsync(id, "green", directory.Clock.Now.AddDays(7).AddMinutes(1));
        await Problem.AssertAsync(far, 422, "capacity.expiry-too-far");
    }

    [Fact]
    public async Task A_closed_service_has_no_capacity()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("status", "closed"));

        using var answer = await ReportAsync(id, "green", directory.Clock.Now.AddHours(1));

        await Problem.AssertAsync(answer, 409, "capacity.service-not-active");
    }

    [Fact]
    public async Task An_unknown_service_has_no_capacity()
    {
        using var answer = await ReportAsync(Guid.NewGuid(), "green", directory.Clock.Now.AddHours(1));

        await Problem.AssertAsync(answer, 404, "service.unknown");
    }

    [Theory]
    [InlineData("unknown", "2999-01-01T00:00:00Z")]
    [InlineData("Green", "tomorrow")]
    [InlineData("green", "2999-01-01T00:00:00")]
    public async Task A_report_of_the_wrong_shape_is_refused(string status, string expiresAt)
    {
        var report = new JsonObject { ["status"] = status, ["expiresAt"] = expiresAt };

        using var answer = await directory.Host.Client(Roles.CareCoordinator)
            .PostAsJsonAsync($"/api/directory/services/{Guid.NewGuid()}/capacity", report, Cancelled);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    [Theory]
    [InlineData(Roles.Gp)]
    [InlineData(Roles.PlaceLoader)]
    [InlineData(Roles.FinanceOfficer)]
    public async Task Only_those_who_know_the_service_report_its_capacity(string role)
    {
        using var answer = await ReportAsync(Guid.NewGuid(), "green", directory.Clock.Now.AddHours(1), role);

        await Problem.AssertAsync(answer, 403, "request.forbidden");
    }

    private async Task<string?> CapacityAsync(Guid id) =>
        (await directory.GetAsync($"services/{id}")).GetProperty("capacity").GetProperty("status").GetString();

    private Task<HttpResponseMessage> ReportAsync(
        Guid id, string status, DateTimeOffset expiresAt, string role = Roles.CareCoordinator) =>
        directory.Host.Client(role, "nca").PostAsJsonAsync(
            $"/api/directory/services/{id}/capacity",
            new JsonObject { ["status"] = status, ["expiresAt"] = expiresAt }, Cancelled);
}
