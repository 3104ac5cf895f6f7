using System.Text;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A text for each document in one block of bytes: half a million names are one object, not half a million.</summary>
internal sealed class TextColumn
{
    private readonly byte[] bytes;
    private readonly int[] ends;

    private TextColumn(byte[] bytes, int[] ends) => (this.bytes, this.ends) = (bytes, ends);

    public string this[int document]
    {
        get
        {
            var start = document == 0 ? 0 : ends[document - 1];
            return Encoding.UTF8.GetString(bytes, start, ends[document] - start);
        }
    }

    public static TextColumn Of(IReadOnlyList<string> texts)
    {
        var ends = new int[texts.Count];
        var length = 0;
        for (var i = 0; i < ends.Length; i++) ends[i] = length += Encoding.UTF8.GetByteCount(texts[i]);

        var bytes = new byte[length];
        for (var i = 0; i < ends.Length; i++) Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(i == 0 ? 0 : ends[i - 1]));
        return new(bytes, ends);
    }
}
