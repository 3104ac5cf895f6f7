using System.Diagnostics;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Kernel.Audit.Refusals;

/// <summary>The one place where what a rule kept somebody from comes into the audit, before they hear of it.</summary>
/// <remarks>
/// In a transaction of its own, for the use case's has been rolled back. A refusal that cannot be written is counted and written later, and the answer
/// is given all the same.
/// </remarks>
internal static partial class RefusalAudit
{
    private const string TokenInvalid = "request.token-invalid";
    private const string NoRecord = "-";

    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(2);

    /// <summary>Stands within the writing of problems and around everything that refuses.</summary>
    public static void UseRefusalAudit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (DomainException refusal) when (IsKept(refusal.Error.Kind))
        {
            await RecordAsync(context, refusal.Error.Code);
            throw;
        }

        if (!context.Response.HasStarted && context.Response.StatusCode is 401 or 403)
            await RecordAsync(context, CodeOf(context));
    });

    // Shape, staleness and the domain's own rules keep nobody out; these do.
    private static bool IsKept(ErrorKind kind) =>
        kind is ErrorKind.Forbidden or ErrorKind.NotFound or ErrorKind.Conflict or ErrorKind.Gone;

    private static string CodeOf(HttpContext context) => context.Response.StatusCode switch
    {
        403 => RequestErrors.ForStatus(403).Code,
        _ => context.Request.Headers.Authorization.Count > 0 ? TokenInvalid : RefusalTally.NoToken,
    };

    private static async Task RecordAsync(HttpContext context, string code)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<OpenToAnyone>() is not null) return;

        var caller = Caller.Of(context.User);
        var kind = new RefusalKind(
            caller?.Subject ?? RefusalKind.Unknown, caller?.Role ?? RefusalKind.Unknown, caller?.OrganisationCode,
            Kebab(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Method), NounOf(endpoint), code);
        var tally = context.RequestServices.GetRequiredService<RefusalTally>();
        if (!tally.Admits(kind)) return;

        using var patience = new CancellationTokenSource(PatienceMax);
        try
        {
            await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
            db.Set<AccessRecord>().Add(Record(kind, RecordIdOf(context), PurposeOf(context), caller));
            await db.SaveChangesAsync(patience.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tally.Return([new(kind, 1)]);
            NotWritten(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RefusalAudit)), e.GetType().Name);
        }
    }

    internal static AccessRecord Record(RefusalKind kind, string recordId, string purpose, Caller? caller) => new()
    {
        Subject = kind.Subject,
        Role = kind.Role,
        OrganisationCode = kind.OrganisationCode,
        NeighbourhoodCode = caller?.NeighbourhoodCode,
        SessionId = caller?.SessionId,
        Purpose = purpose,
        Action = kind.Action,
        RecordType = kind.RecordType,
        RecordId = recordId,
        Outcome = AccessOutcome.Refused,
        RefusalCode = kind.Code,
        TraceId = caller is null ? null : Activity.Current?.TraceId.ToString(),
    };

    // Only what is a number of ours: anything else in an address is a stranger's text.
    private static string RecordIdOf(HttpContext context) => context.Request.RouteValues.Values
        .Select(value => Guid.TryParse(value?.ToString(), out var id) ? id.ToString() : null)
        .FirstOrDefault(id => id is not null) ?? NoRecord;

    private static string PurposeOf(HttpContext context)
    {
        var stated = context.Request.Headers["X-Purpose"].ToString();
        return Purpose.IsKnown(stated) ? stated : Purpose.NotStated.Value;
    }

    // The tag of the noun's endpoint list, in the singular, as use cases name their records: "Bookings" is "booking".
    private static string NounOf(RouteEndpoint endpoint)
    {
        var tag = Kebab(endpoint.Metadata.GetMetadata<ITagsMetadata>() is { Tags: [var first, ..] } ? first : "request");
        if (tag.EndsWith("ies", StringComparison.Ordinal)) return tag[..^3] + "y";
        return tag.EndsWith('s') ? tag[..^1] : tag;
    }

    private static string Kebab(string name) =>
        WordStart().Replace(name.Replace(' ', '-'), "-$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refusal waits to be written to the audit: {Reason}")]
    private static partial void NotWritten(ILogger logger, string reason);
}
