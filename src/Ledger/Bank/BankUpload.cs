using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.Features;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Takes a file from the body of a request.</summary>
internal static class BankUpload
{
    /// <summary>The whole file, of a caller whose organisation hosts the fund: nobody else's is read.</summary>
    public static async Task<byte[]> ReadAsync(string code, HttpRequest http, Caller caller, LedgerDb db, CancellationToken cancellationToken)
    {
        await db.HostedFundAsync(code, caller, cancellationToken);
        if (http.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is not true)
            throw new BadHttpRequestException("Send text/csv.", StatusCodes.Status415UnsupportedMediaType);
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = BankFile.BytesMax;
        if (http.ContentLength > BankFile.BytesMax) throw TooLarge();

        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await http.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (file.Length + read > BankFile.BytesMax) throw TooLarge();
            file.Write(buffer, 0, read);
        }

        return file.ToArray();
    }

    private static BadHttpRequestException TooLarge() => new("The file is too large.", StatusCodes.Status413PayloadTooLarge);
}
