using System.Collections.Concurrent;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Entries;

/// <summary>Turns those away who may not post to a fund, before their entries take room in the queue of those who may.</summary>
/// <remarks>
/// It remembers who hosts a fund, so that those who may post cost no look into the database; the batch, which has the fund's journal, decides again.
/// Whoever is refused is refused by what the database says now. Only funds that there are are remembered.
/// </remarks>
internal sealed class PostingGate(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, string> hosts = new(StringComparer.Ordinal);

    /// <summary>Refuses a fund that there is none of, and a caller who is not of its host.</summary>
    public ValueTask RequireHostAsync(string fundCode, Caller caller, CancellationToken cancellationToken) =>
        caller.OrganisationCode is { } organisation && hosts.TryGetValue(fundCode, out var host) && host == organisation
            ? ValueTask.CompletedTask
            : new(ReadAsync(fundCode, caller, cancellationToken));

    private async Task ReadAsync(string fundCode, Caller caller, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var host = await scope.ServiceProvider.GetRequiredService<LedgerDb>().Funds
            .Where(fund => fund.Code == fundCode).Select(fund => fund.HostOrganisationCode).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(FundErrors.Unknown);
        hosts[fundCode] = host;
        if (caller.OrganisationCode != host) throw new DomainException(FundErrors.NotTheHost);
    }
}
