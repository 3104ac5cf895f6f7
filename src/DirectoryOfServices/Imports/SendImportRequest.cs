using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>What is to be done with a file, or with the feed that it names.</summary>
public sealed record ImportOrder
{
    /// <summary>The address under which the feed's <c>/services</c> stands.</summary>
    [WebAddress] public string? Feed { get; init; }
    public ImportFormat Format { get; init; } = ImportFormat.OpenReferral;

    /// <summary>Whom the services come from; absent: they are the directory's own editors' words.</summary>
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$"), StringLength(ImportMapping.SourceLengthMax)] public string? Source { get; init; }

    /// <summary>Only say what it would do, until somebody applies it.</summary>
    public bool DryRun { get; init; } = true;
    public RemovalRule Removals { get; init; }

    /// <summary>The category of services that do not say theirs, as Open Referral's do not.</summary>
    public ServiceCategory? Category { get; init; }

    internal long Bytes { get; init; }
}

/// <summary>What was sent: a file with its order in the address's query, or the order of a feed as JSON.</summary>
/// <remarks>
/// The file is put aside while it arrives, so that no transaction waits for a slow sender; nothing of it is held in memory. What is public here is what
/// an idempotency key stands for.
/// </remarks>
public sealed partial class SendImportRequest
{
    /// <summary>The largest file: some hundred thousand services.</summary>
    public const long FileBytesMax = 200L * 1024 * 1024;

    private const int OrderBytesMax = 16 * 1024;

    private SendImportRequest(ImportOrder order, string digest, Stream? file) => (Order, Digest, File) = (order, digest, file);

    public ImportOrder Order { get; }

    public string Digest { get; }

    [JsonIgnore] internal Stream? File { get; }    // null: a feed is read

    /// <summary>Puts the request's body aside, of a caller who keeps the whole directory: nobody else's is read.</summary>
    public static async ValueTask<SendImportRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await Caller.BindAsync(context) is { } caller)
            await context.RequestServices.GetRequiredService<DirectoryDb>().RequireCuratorAsync(caller, context.RequestAborted);

        var request = context.Request;
        if (request.HasJsonContentType() && !request.Query.ContainsKey("format")) return await BindOrderAsync(request);

        var asked = OrderOf(request.Query);
        if (request.ContentType is not { } type || !FormatTypes(asked.Format).IsMatch(type))
            throw new BadHttpRequestException("Send text/csv, application/json or application/x-ndjson.", StatusCodes.Status415UnsupportedMediaType);

        var file = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        context.Response.RegisterForDisposeAsync(file);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (file.Length + read > FileBytesMax) throw new BadHttpRequestException("The file is too large.", StatusCodes.Status413PayloadTooLarge);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }

        file.Position = 0;
        return new(Checked(asked with { Bytes = file.Length }), Convert.ToHexString(hash.GetHashAndReset()), file);
    }

    private static async Task<SendImportRequest> BindOrderAsync(HttpRequest request)
    {
        if (request.ContentLength > OrderBytesMax) throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        ImportOrder? order;
        try
        {
            order = await JsonSerializer.DeserializeAsync<ImportOrder>(request.Body, RecordJson.Options, request.HttpContext.RequestAborted);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("Not the order of a feed.", e);
        }

        return order?.Feed is null || order.Format != ImportFormat.OpenReferral
            ? throw new BadHttpRequestException("A file says its format in the query; a feed is named in the body.")
            : new(Checked(order), string.Empty, null);
    }

    private static ImportOrder OrderOf(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => key is not ("format" or "source" or "dryRun" or "removals" or "category")) is not null)
            throw new BadHttpRequestException("The query takes format, source, dryRun, removals and category.");
        return new()
        {
            Format = query["format"].ToString() switch
            {
                "csv" => ImportFormat.Csv,
                "open-referral" => ImportFormat.OpenReferral,
                _ => throw new BadHttpRequestException("format is csv or open-referral."),
            },
            Source = query["source"] is [{ } source] ? source : null,
            DryRun = query["dryRun"].ToString() switch
            {
                "" or "true" => true,
                "false" => false,
                _ => throw new BadHttpRequestException("dryRun is true or false."),
            },
            Removals = WordOf<RemovalRule>(query, "removals") ?? RemovalRule.Keep,
            Category = WordOf<ServiceCategory>(query, "category"),
        };
    }

    private static TEnum? WordOf<TEnum>(IQueryCollection query, string name) where TEnum : struct, Enum =>
        query[name].ToString() is not { Length: > 0 } word ? null
        : ApiWord.TryRead<TEnum>(word, out var value) ? value
        : throw new BadHttpRequestException($"{name} is not a word that it takes.");

    private static ImportOrder Checked(ImportOrder order) =>
        Validator.TryValidateObject(order, new(order), null, validateAllProperties: true)
            ? order
            : throw new BadHttpRequestException("source is lower case letters, digits and hyphens; feed an http or https address.");

    private static Regex FormatTypes(ImportFormat format) => format == ImportFormat.Csv ? CsvTypes() : JsonTypes();

    [GeneratedRegex(@"\A(text/csv|application/csv|application/octet-stream)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CsvTypes();

    [GeneratedRegex(@"\Aapplication/(json|x-ndjson|ndjson|jsonl|octet-stream)\b", RegexOptions.IgnoreCase)]
    private static partial Regex JsonTypes();
}
