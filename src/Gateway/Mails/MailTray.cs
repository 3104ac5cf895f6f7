using System.Net;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Gateway.Mails;

/// <summary>The mails of a demonstration, which a process of its own keeps and shows to the gateway alone.</summary>
internal sealed class MailTray(IHttpClientFactory clients, IConfiguration configuration)
{
    /// <summary>The process's name in AppHost.</summary>
    public const string Resource = "demonstration-mail";

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    /// <summary>False where a real mail server takes the mails.</summary>
    public bool IsHere => configuration[$"services:{Resource}:http:0"] is not null;

    public async Task<MailListView> ListAsync(CancellationToken cancellationToken) =>
        await AskAsync<MailListView>("/mails", cancellationToken) ?? throw new DomainException(MailErrors.NoTray);

    public async Task<MailView> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await AskAsync<MailView>($"/mails/{id}", cancellationToken) ?? throw new DomainException(MailErrors.Unknown);

    private async Task<TAnswer?> AskAsync<TAnswer>(string path, CancellationToken cancellationToken) where TAnswer : class
    {
        if (!IsHere) throw new DomainException(MailErrors.NoTray);

        using var client = clients.CreateClient(Resource);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerMax);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{Resource}{path}"));
        request.Headers.Authorization = new("Bearer", configuration["DemonstrationMail:Secret"]);
        try
        {
            using var answer = await client.SendAsync(request, patience.Token);
            return answer.StatusCode == HttpStatusCode.NotFound
                ? null
                : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TAnswer>(patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceUnavailableException("The demonstration's mail server does not answer.", e);
        }
    }
}
