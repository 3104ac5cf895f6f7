using System.Text;
using IntegratedCare.DirectoryOfServices.Tests.Imports;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Exports;

public sealed class RoundTripTests(OldhamDirectory oldham) : IClassFixture<OldhamDirectory>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text/csv", "csv")]
    [InlineData("application/json", "open-referral")]
    [InlineData("application/x-ndjson", "open-referral")]
    public async Task An_export_of_Oldham_that_is_imported_again_changes_nothing_and_tells_nobody(string form, string format)
    {
        var calls = new ImportCalls(oldham.Host.Client(Roles.PlaceLoader));
        await using var db = oldham.Host.Db();
        var services = await db.CareServices.CountAsync(Cancelled);
        var changes = await db.ServiceChanges.CountAsync(Cancelled);
        Assert.True(services > 50, $"{services} services");

        var file = Encoding.UTF8.GetBytes(await calls.ExportAsync(form));
        using var answer = await calls.SendAsync(file, form, $"format={format}&dryRun=false&removals=close");
        var import = await calls.EndAsync(await ImportCalls.IdOfAsync(answer));

        Assert.Equal($"applied 0 0 0 {services} 0", ImportCalls.Counts(import));
        Assert.Equal(changes, await db.ServiceChanges.CountAsync(Cancelled));
    }
}
