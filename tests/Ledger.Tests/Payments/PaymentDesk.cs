using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Payments;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Payments;

/// <summary>A fund of a host of its own, since payees are a host's, and what people do about its payments.</summary>
public abstract class PaymentDesk(RunningLedger ledger) : IAsyncLifetime
{
    private protected static readonly DateOnly PayOn = new(2026, 11, 23);

    private protected readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    // Each test is a host of its own: payees are a host's, not a fund's.
    private protected readonly string council = A.Code("council");
    private protected readonly Guid provider = Guid.CreateVersion7();
    private protected string fund = "";
    private protected string category = "";

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (fund, category) = await host.AddFundAsync(terms => terms with
        {
            HostOrganisationCode = council, Partners = [new(council, "The Council", 1_000_000)],
        });
        await PutPayeeAsync("mallory", council, new("112233", "00000001", "THE COUNCIL"));
        await PutPayeeAsync("mallory", "trust", new("445566", "12345678", "THE TRUST"), provider);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected string Runs => $"/api/ledger/funds/{fund}/payment-runs";

    private protected HttpClient Client(string person) => host.Client(Roles.FinanceOfficer, council, name: person);

    private protected async Task PayInAsync(long pence, DateOnly? on = null)
    {
        using var finance = host.Finance(council);
        using var paid = await finance.ContributeAsync(fund, A.Contribution(council, pence) with { ValueDate = on ?? new(2026, 10, 1) });
        Assert.Equal(HttpStatusCode.Created, paid.StatusCode);
    }

    private protected Task DeliverAsync(params long[] pence) => DeliverAsync(provider, pence);

    private protected async Task DeliverAsync(Guid by, params long[] pence)
    {
        foreach (var tariff in pence)
        {
            var service = A.Service(category, tariff) with { ProviderId = by };
            var booking = A.Booking(service.ServiceId);
            await host.PublishAsync(service);
            await host.PublishAsync(booking);
            await host.PublishAsync(A.Delivered(booking) with { EndsAt = A.Now, OccurredAt = A.Now });
            await host.ChargeReachesAsync(booking.BookingId, ChargeState.Spent);
        }
    }

    private protected async Task<PaymentRunView> ProposeAsync(string person)
    {
        using var client = Client(person);
        using var answer = await PostAsync(client, Runs, new ProposePaymentRunRequest(PayOn));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.Content.ReadFromJsonAsync<PaymentRunView>(RunningLedger.Json, Cancelled) ?? throw new InvalidOperationException();
    }

    private protected async Task<string> ProposalRefusedAsync(string person)
    {
        using var client = Client(person);
        using var answer = await PostAsync(client, Runs, new ProposePaymentRunRequest(PayOn));
        return await answer.CodeAsync();
    }

    private protected async Task<string> DecideAsync(string person, Guid run, string decision)
    {
        using var client = Client(person);
        using var answer = decision == "approval"
            ? await client.PostAsync(new Uri($"{Runs}/{run}/approval", UriKind.Relative), null, Cancelled)
            : await client.PostAsJsonAsync($"{Runs}/{run}/rejection", new RejectPaymentRunRequest("Not yet."), RunningLedger.Json, Cancelled);
        return answer.IsSuccessStatusCode ? "" : await answer.CodeAsync();
    }

    private protected async Task<string> BillAsync(long entry, long pence, string reference, string payee = "trust")
    {
        using var client = Client("alice");
        using var answer = await PostAsync(client, $"/api/ledger/funds/{fund}/bills", new RegisterBillRequest(entry, payee, pence, reference));
        return answer.IsSuccessStatusCode ? "" : await answer.CodeAsync();
    }

    private protected async Task PutPayeeAsync(string person, string organisation, BankDetails bank, Guid? providerId = null)
    {
        using var answer = await PutAsync(person, organisation, new(organisation, bank, providerId));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private protected async Task<HttpResponseMessage> PutAsync(string person, string organisation, PutPayeeRequest payee, EntityTagHeaderValue? tag = null)
    {
        using var client = Client(person);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/ledger/payees/{organisation}")
        {
            Content = JsonContent.Create(payee, options: RunningLedger.Json),
        };
        if (tag is not null) request.Headers.IfMatch.Add(tag);
        return await client.SendAsync(request, Cancelled);
    }

    private protected static async Task<HttpResponseMessage> PostAsync<T>(HttpClient client, string path, T body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: RunningLedger.Json) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(request, Cancelled);
    }

    private protected async Task<long> BalanceAsync(string account)
    {
        await using var db = host.Db();
        return await db.AccountDays.Where(d => d.FundCode == fund && d.Account == account).SumAsync(d => d.DebitsPence - d.CreditsPence, Cancelled);
    }
}
