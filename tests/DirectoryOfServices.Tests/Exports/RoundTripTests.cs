using IntegratedCare.DirectoryOfServices.Tests.Imports;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Exports;

public sealed class RoundTripTests(OldhamDirectory oldham) : IClassFixture<OldhamDirectory>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_of_Oldham_that_is_imported_again_changes_nothing_and_tells_nobody()
    {
        var calls = new ImportCalls(oldham.Host.Client(Roles.PlaceLoader));
        await using var db = oldham.Host.Db();
        var services = await db.CareServices.CountAsync(Cancelled);
        var changes = await db.ServiceChanges.CountAsync(Cancelled);
        Assert.True(services > 50, $"{services} services");

        var import = await calls.ImportCsvAsync(await calls.ExportAsync(), "format=csv&dryRun=false&removals=close");

        Assert.Equal($"applied 0 0 0 {services} 0", ImportCalls.Counts(import));
        Assert.Equal(changes, await db.ServiceChanges.CountAsync(Cancelled));
    }
}
