using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntegratedCare.Kernel.Operations;

/// <summary>Adds to a service's OpenAPI 3.1 description what the framework cannot see: tokens, idempotency keys, who may call.</summary>
internal static class ApiDescription
{
    private const string Scheme = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, context, _) =>
        {
            var service = context.ApplicationServices.GetService(typeof(ServiceName)) as ServiceName;
            document.Info.Title = $"IntegratedCare {service?.Value}";
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] =
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Scheme, BearerFormat = "JWT" };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (!type.IsEnum) return Task.CompletedTask;

            schema.Type = type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Enum = [.. Enum.GetNames(type).Select(n => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(n))];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Our own converters (StrictJson) hide from the framework what these types look like on the wire.
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (schema.Type is null && (type == typeof(string) || type == typeof(DateTimeOffset)))
                schema.Type = JsonSchemaType.String;
            if (type == typeof(DateTimeOffset)) schema.Format = "date-time";
            if (schema.Items is null && context.JsonTypeInfo.ElementType == typeof(string))
                schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<OpenToAnyone>().Any()) return Task.CompletedTask;

            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            operation.Description ??= RolesOf(metadata);
            if (metadata.OfType<TakesIdempotencyKey>().FirstOrDefault() is { } key)
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Required = key.Required,
                    Description = "The same key and request give the first answer again.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyFilter.KeyLengthMax },
                });
            }

            return Task.CompletedTask;
        });
    }

    private static string? RolesOf(IEnumerable<object> metadata)
    {
        var roles = metadata.OfType<AuthorizationPolicy>().SelectMany(p => p.Requirements)
            .OfType<Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement>()
            .Where(r => r.ClaimType == TokenClaims.Role && r.AllowedValues is not null)
            .Select(r => string.Join(", ", r.AllowedValues!)).LastOrDefault(r => r.Length > 0);
        return roles is null ? null : $"Roles: {roles}.";
    }
}
