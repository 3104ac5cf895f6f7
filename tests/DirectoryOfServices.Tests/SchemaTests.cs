using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests;

public sealed class SchemaTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task The_migrations_hold_the_whole_model()
    {
        await using var db = directory.Host.Db();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        var text = await directory.Host.Anonymous().GetStringAsync(
            new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("/api/directory/services/{id}/capacity", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("insert into places (code, name) values ('second', 'Second')")]
    [InlineData("update care_services set tariff_pence = -1")]
    [InlineData("update care_services set minimum_age_years = 20, maximum_age_years = 10")]
    public async Task The_database_itself_refuses_what_cannot_be(string statement)
    {
        await directory.PutServiceAsync(A.Service(directory.Provider));
        await using var db = directory.Host.Db();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => db.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken));
    }
}
