namespace IntegratedCare.ServiceDefaults.HttpClients;

/// <summary>Lets a client be written against <c>http://identity</c> and reach whichever instance is next in turn.</summary>
internal sealed class ServiceDiscoveryHandler(ServiceAddresses addresses) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } asked || !ServiceAddresses.IsServiceName(asked))
            return await base.SendAsync(request, cancellationToken);

        request.RequestUri = addresses.Resolve(asked);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = asked;   // the next attempt must find the name again
        }
    }
}
