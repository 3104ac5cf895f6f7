using System.Text;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Imports;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class JsonObjectsTests
{
    [Fact]
    public void Wherever_a_file_is_torn_its_services_are_the_same()
    {
        var random = new Random(20_261_126);
        for (var file = 0; file < 300; file++)
        {
            string[] services = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Thing(random, 3).ToString())];
            var text = Encoding.UTF8.GetBytes(random.Next(3) switch
            {
                0 => string.Join(random.Next(2) == 0 ? "\n" : "", services),
                1 => $" [ {string.Join(" ,\n", services)} ] ",
                _ => $$"""{"a":"contents","n":[{"contents":[1]}], "contents" : [{{string.Join(", ", services)}}],"z":["}"],"content":[{}]}""",
            });

            var read = Read(text, () => 1 + random.Next(9), bytesMax: 10_000);

            Assert.Equal(services, read.Select(one => one?.GetRawText()));
        }
    }

    [Fact]
    public void A_service_of_the_most_bytes_is_read_and_one_with_a_byte_more_is_not()
    {
        string Service(int bytes) => $$"""{"t":"{{new string('x', bytes - 8)}}"}""";

        var read = Read(Encoding.UTF8.GetBytes($"{Service(100)}{Service(101)}{Service(99)}"), () => 7, bytesMax: 100);

        Assert.Equal([100, null, 99], read.Select(one => one?.GetRawText().Length));
    }

    private static List<JsonElement?> Read(ReadOnlySpan<byte> text, Func<int> stretch, int bytesMax)
    {
        var (objects, read) = (new JsonObjects(bytesMax), new List<JsonElement?>());
        while (!text.IsEmpty)
        {
            var some = text[..Math.Min(stretch(), text.Length)];
            text = text[some.Length..];
            while (!some.IsEmpty)
            {
                some = some[objects.Take(some, out var isWhole)..];
                if (isWhole) read.Add(objects.Whole());
            }
        }

        objects.End();
        return read;
    }

    // An object with whatever could be taken for a bracket, a quote or a list of services.
    private static StringBuilder Thing(Random random, int depthMax)
    {
        string[] words = ["x", "\\\"", "{", "}]", "\\\\", "contents\\u0020", "[", ",", ":", "é", "\\n"];
        var text = new StringBuilder("{");
        for (var member = random.Next(4); member > 0; member--)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{member}{words[random.Next(words.Length)]}\":");
            if (depthMax > 0 && random.Next(2) == 0) text.Append("[1,").Append(Thing(random, depthMax - 1)).Append(']');
            else text.Append(System.Globalization.CultureInfo.InvariantCulture, $" \"{words[random.Next(words.Length)]}{words[random.Next(words.Length)]}\"");
            if (member > 1) text.Append(',');
        }

        return text.Append('}');
    }
}
