using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntegratedCare.Kernel.Operations;

/// <summary>Adds to a service's OpenAPI 3.1 description what the framework cannot see: tokens, idempotency keys, who may call.</summary>
internal static class ApiDescription
{
    private const string Scheme = "bearer";
    private const string PolicyExtension = "x-policy";
    private const string OpenExtension = "x-open-because";

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
            if (metadata.OfType<OpenToAnyone>().LastOrDefault() is { } open)
            {
                Extend(operation, OpenExtension, open.Reason);
                return Task.CompletedTask;
            }

            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            if (metadata.OfType<Policy>().LastOrDefault() is { } policy) Describe(operation, policy);
            if (metadata.OfType<TakesIdempotencyKey>().FirstOrDefault() is { } key)
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Required = key.Required,
                    Description = "The same key and request give the first answer again.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = KeyedRequest.KeyLengthMax },
                });
            }

            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiOperation operation, Policy policy)
    {
        Extend(operation, PolicyExtension, policy.Name);
        operation.Description = string.Join(' ', new[]
        {
            operation.Description,
            $"Policy {policy.Name}: {policy.Sentence}",
            policy.Relationship == Relationship.None ? null : policy.Relationship.Sentence,
            $"Roles: {string.Join(", ", policy.Roles)}.",
        }.Where(part => part is not null));
    }

    private static void Extend(OpenApiOperation operation, string name, string value)
    {
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[name] = new JsonNodeExtension(JsonValue.Create(value));
    }
}
