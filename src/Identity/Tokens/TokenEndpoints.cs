using System.Globalization;
using System.Threading.RateLimiting;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntegratedCare.Identity.Tokens;

internal static class TokenEndpoints
{
    /// <summary>One limit for every way in: each costs a core some time.</summary>
    public const string SignInLimit = "sign-in";
    private const string TokenPath = "/identity/token";
    private const int TokensAtOnceMax = 16;
    private const int WaitingMax = 400;

    /// <summary>Each stretches a password and so keeps a core busy for a good part of a second.</summary>
    private static readonly int PeopleAtOnceMax = Math.Max(2, Environment.ProcessorCount);

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

            // People who sign in and programs that fetch tokens wait in two lines: behind a crowd at the start of a shift, the tokens of
            // those who are at work already must not run dry.
            limits.AddPolicy(SignInLimit, http => http.Request.Path == TokenPath
                ? Line("token", TokensAtOnceMax)
                : Line("person", PeopleAtOnceMax));
        });
    }

    private static RateLimitPartition<string> Line(string who, int atOnceMax) =>
        RateLimitPartition.GetConcurrencyLimiter(who, _ => new()
        {
            PermitLimit = atOnceMax,
            QueueLimit = WaitingMax,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });

    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost(TokenPath, IssueToken.Handle).WithName(nameof(IssueToken)).WithTags("Tokens")
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
