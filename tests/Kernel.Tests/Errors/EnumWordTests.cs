using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Kernel.Tests.Errors;

public sealed class EnumWordTests
{
    private static readonly JsonSerializerOptions Json = Strict();

    [Theory]
    [InlineData("\"low\"", DayPart.Low)]
    [InlineData("\"lowTide\"", DayPart.LowTide)]
    public void An_enum_is_one_camel_case_word(string json, DayPart value)
    {
        Assert.Equal(value, JsonSerializer.Deserialize<DayPart>(json, Json));
        Assert.Equal(json, JsonSerializer.Serialize(value, Json));
    }

    [Theory]
    [InlineData("\"low, high\"")]
    [InlineData("\"low,lowTide\"")]
    [InlineData("\"LOW\"")]
    [InlineData("\"Low\"")]
    [InlineData("\" low\"")]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"\\ud800\"")]
    public void Anything_else_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DayPart>(json, Json));

    [Fact]
    public void An_enum_can_be_the_key_of_a_map()
    {
        var map = new Dictionary<DayPart, int> { [DayPart.LowTide] = 3 };

        var json = JsonSerializer.Serialize(map, Json);

        Assert.Equal("""{"lowTide":3}""", json);
        Assert.Equal(map, JsonSerializer.Deserialize<Dictionary<DayPart, int>>(json, Json));
    }

    private static JsonSerializerOptions Strict()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }

    public enum DayPart
    {
        None,
        Low,
        High,
        LowTide,
    }
}
