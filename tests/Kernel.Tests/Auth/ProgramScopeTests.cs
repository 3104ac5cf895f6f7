using System.Net;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Kernel.Tests.Auth;

/// <summary>The sample service checks tokens as the ledger, so its scopes are the ledger's.</summary>
public sealed class ProgramScopeTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ledger.read", true)]
    [InlineData("quality.write ledger.read", true)]
    [InlineData("ledger.write", false)]
    [InlineData("quality.read", false)]
    [InlineData("ledger.reader", false)]
    [InlineData("LEDGER.READ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task A_program_reads_with_the_services_own_reading_scope_and_no_other(string? scope, bool may)
    {
        using var program = sample.Host.Program(Roles.Gp, scope);

        using var got = await program.GetAsync(new Uri("/api/sample/notes", UriKind.Relative), Cancelled);
        using var searched = await program.PostAsync(new Uri("/api/sample/notes/search", UriKind.Relative), null, Cancelled);

        await AssertAsync(may, got);
        await AssertAsync(may, searched);
    }

    [Theory]
    [InlineData("ledger.write", true)]
    [InlineData("ledger.read ledger.write", true)]
    [InlineData("ledger.read", false)]
    [InlineData("scheduling.write", false)]
    [InlineData(null, false)]
    public async Task A_program_changes_something_only_with_the_writing_scope(string? scope, bool may)
    {
        using var program = sample.Host.Program(Roles.Gp, scope);

        using var answer = await SampleHost.WriteAsync(program, new { text = $"by a program, {scope}" }, $"scope-{scope}", Cancelled);

        await AssertAsync(may, answer);
    }

    [Fact]
    public async Task A_scope_gives_nothing_that_the_role_may_not()
    {
        using var program = sample.Host.Program(Roles.Analyst, "ledger.read ledger.write");

        using var answer = await SampleHost.WriteAsync(program, new { text = "no" }, "role", Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task A_person_needs_no_scope()
    {
        using var gp = sample.Gp();

        using var answer = await gp.GetAsync(new Uri("/api/sample/notes", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task AssertAsync(bool may, HttpResponseMessage answer)
    {
        if (may) Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        else await Problem.AssertAsync(answer, HttpStatusCode.Forbidden, "request.scope-missing");
    }
}
