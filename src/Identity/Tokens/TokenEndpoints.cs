using System.Globalization;
using System.Threading.RateLimiting;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;

namespace IntegratedCare.Identity.Tokens;

internal static class TokenEndpoints
{
    /// <summary>One limit for every way in: each costs a core some time.</summary>
    public const string SignInLimit = "sign-in";
    private const int SignInsAtOnceMax = 16;
    private const int SignInsWaitingMax = 400;

    public static void AddTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AccessTokens>();
        builder.Services.AddScoped<SignIns>();
        builder.Services.AddScoped<KnownClients>();
        builder.Services.AddSingleton<ProvenSecrets>();
        builder.Services.AddScoped<SignInPatience>();

        // Checking a secret costs a core some milliseconds: a crowd of guesses may wait, and must not starve the rest.
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limits.AddConcurrencyLimiter(SignInLimit, limit =>
            {
                limit.PermitLimit = SignInsAtOnceMax;
                limit.QueueLimit = SignInsWaitingMax;
                limit.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            });
        });
    }

    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/identity/token", IssueToken.Handle).WithName(nameof(IssueToken)).WithTags("Tokens")
            .AllowAnyone("Signing in is how a caller becomes known.")
            .AddOpenApiOperationTransformer(DescribeFormAsync)
            .WithMetadata(
                new RequestSizeLimitAttribute(TokenForm.BytesMax),
                new RequestFormLimitsAttribute
                {
                    BufferBodyLengthLimit = TokenForm.BytesMax,
                    ValueCountLimit = TokenForm.FieldsMax,
                    ValueLengthLimit = TokenForm.BytesMax,
                })
            .RequireRateLimiting(SignInLimit)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);

    private static async Task DescribeFormAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var form = await context.GetOrCreateSchemaAsync(typeof(TokenForm), parameterDescription: null, cancellationToken);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { [TokenForm.MediaType] = new() { Schema = form } },
        };
    }
}
