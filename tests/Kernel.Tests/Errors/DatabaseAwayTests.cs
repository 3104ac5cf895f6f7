using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Kernel.Tests.Errors;

public sealed class DatabaseAwayTests
{
    private static readonly PostgresException Stopping =
        new("terminating connection due to unexpected postmaster exit", "FATAL", "FATAL", "57P01");

    [Fact]
    public void A_database_that_went_away_is_known_however_it_is_wrapped()
    {
        Assert.True(ProblemExceptionHandler.IsDatabaseAway(Stopping));
        Assert.True(ProblemExceptionHandler.IsDatabaseAway(new DbUpdateException("save", Stopping)));
        Assert.True(ProblemExceptionHandler.IsDatabaseAway(
            new InvalidOperationException("transient", new DbUpdateException("save", Stopping))));
    }

    [Fact]
    public void Our_own_mistakes_are_not_put_down_to_the_database()
    {
        Assert.False(ProblemExceptionHandler.IsDatabaseAway(new InvalidOperationException("ours")));
        Assert.False(ProblemExceptionHandler.IsDatabaseAway(
            new DbUpdateException("save", new PostgresException("duplicate", "ERROR", "ERROR", "23505"))));
    }
}
