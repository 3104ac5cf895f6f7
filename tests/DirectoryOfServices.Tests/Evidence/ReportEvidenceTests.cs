using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Evidence;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Evidence;

public sealed class ReportEvidenceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_tells_of_a_kind_counts_once_a_day_however_often_and_at_once()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var coordinator = directory.Host.Client(Roles.CareCoordinator, "nca", name: "teller");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TellAsync(coordinator, id, "contactFailed")));
        using var otherKind = await TellAsync(coordinator, id, "declined");

        var counted = 0;
        foreach (var answer in answers) counted += (await DirectoryHost.ReadAsync(answer)).GetProperty("counted").GetBoolean() ? 1 : 0;
        Assert.Equal(1, counted);
        Assert.True((await DirectoryHost.ReadAsync(otherKind)).GetProperty("counted").GetBoolean());
        directory.Clock.Now = directory.Clock.Now.AddDays(1);
        using var nextDay = await TellAsync(coordinator, id, "contactFailed");
        Assert.True((await DirectoryHost.ReadAsync(nextDay)).GetProperty("counted").GetBoolean());
        Assert.Equal(3, await CountAsync(id));
    }

    [Fact]
    public async Task Who_keeps_the_entry_reads_what_was_told_and_nobody_else()
    {
        await directory.PutAsync($"organisations/{new Guid("0198f000-0000-7000-8000-000000000005")}",
            A.Organisation.With("name", "Another trust").With("code", "evidence-trust"));
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var told = await TellAsync(directory.Host.Client(Roles.LinkWorker, "charity"), id, "wrongDetails", "moved", "They are in the library now");

        var read = (await directory.GetAsync($"services/{id}/evidence", directory.Host.Client(Roles.DirectoryEditor, "nca"))).GetProperty("items")[0];
        using var another = await directory.Host.Client(Roles.DirectoryEditor, "evidence-trust")
            .GetAsync(new Uri($"/api/directory/services/{id}/evidence", UriKind.Relative), Cancelled);
        using var gp = await directory.Gp.GetAsync(new Uri($"/api/directory/services/{id}/evidence", UriKind.Relative), Cancelled);

        Assert.Equal(("wrongDetails", "moved", "They are in the library now", "charity", true), (read.GetProperty("kind").GetString(),
            read.GetProperty("reason").GetString(), read.GetProperty("note").GetString(), read.GetProperty("organisationCode").GetString(),
            read.GetProperty("sinceAssurance").GetBoolean()));
        await Problem.AssertAsync(another, 403, "service.not-your-organisation");
        await Problem.AssertAsync(gp, 403, "request.forbidden");
    }

    [Fact]
    public async Task One_person_tells_fifty_things_a_day_at_most()
    {
        using var busy = directory.Host.Client(Roles.Gp, name: "busy");
        var ids = new List<Guid>();
        for (var n = 0; n < 11; n++) ids.Add(await directory.PutServiceAsync(A.Service(directory.Provider).With("name", $"Clinic {n}")));
        string[] kinds = ["referralBounced", "contactFailed", "declined", "wrongDetails", "closed"];
        foreach (var id in ids.Take(10))
        {
            foreach (var kind in kinds)
            {
                using var told = await TellAsync(busy, id, kind);
                Assert.Equal(HttpStatusCode.OK, told.StatusCode);
            }
        }

        using var tooMuch = await TellAsync(busy, ids[10], "closed");
        using var another = await TellAsync(directory.Host.Client(Roles.Gp, name: "less-busy"), ids[10], "closed");

        await Problem.AssertAsync(tooMuch, 429, "evidence.too-many");
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
        Assert.Equal(1, await CountAsync(ids[10]));
    }

    [Theory]
    [InlineData("""{"kind":"closed","note":"NHS 943 476 5919 was sent away"}""", 422, "evidence.note-personal")]
    [InlineData("""{"kind":"closed","note":"9434765919"}""", 422, "evidence.note-personal")]
    [InlineData("""{"kind":"Closed"}""", 400, "request.invalid")]
    [InlineData("""{"kind":1}""", 400, "request.invalid")]
    [InlineData("""{}""", 400, "request.invalid")]
    [InlineData("""{"kind":"closed","reason":"because"}""", 400, "request.invalid")]
    [InlineData("""{"kind":"closed","person":"x"}""", 400, "request.invalid")]
    public async Task What_makes_no_sense_or_names_somebody_is_refused_and_leaves_nothing(string body, int status, string code)
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await directory.Gp.PostAsync(new Uri($"/api/directory/services/{id}/evidence", UriKind.Relative), content, Cancelled);

        await Problem.AssertAsync(answer, status, code);
        Assert.Equal(0, await CountAsync(id));
    }

    [Fact]
    public async Task Of_a_closed_or_unknown_service_there_is_nothing_to_tell()
    {
        var closed = await directory.PutServiceAsync(A.Service(directory.Provider).With("status", "closed"));

        using var ended = await TellAsync(directory.Gp, closed, "closed");
        using var unknown = await TellAsync(directory.Gp, Guid.NewGuid(), "closed");
        using var telephone = await TellAsync(directory.Gp, await directory.PutServiceAsync(A.Service(directory.Provider)), "closed", note: "0161 496 0000");

        await Problem.AssertAsync(ended, 409, "evidence.service-closed");
        await Problem.AssertAsync(unknown, 404, "service.unknown");
        Assert.Equal(HttpStatusCode.OK, telephone.StatusCode);
    }

    private static Task<HttpResponseMessage> TellAsync(HttpClient client, Guid id, string kind, string? reason = null, string? note = null) =>
        client.PostAsJsonAsync($"/api/directory/services/{id}/evidence",
            new JsonObject { ["kind"] = kind }.With("reason", reason).With("note", note), Cancelled);

    private async Task<int> CountAsync(Guid id)
    {
        await using var db = directory.Host.Db();
        return await db.Set<ServiceEvidence>().CountAsync(e => e.ServiceId == new ServiceId(id), Cancelled);
    }
}
