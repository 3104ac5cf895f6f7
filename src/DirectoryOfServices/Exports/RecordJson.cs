using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>Records in the words of the API, outside of a request.</summary>
internal static class RecordJson
{
    public static readonly JsonSerializerOptions Options = Strict();

    public static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options);

    private static JsonSerializerOptions Strict()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
