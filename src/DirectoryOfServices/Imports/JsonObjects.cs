using System.Buffers;
using System.Text.Json;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Finds the services in a JSON text that is fed to it stretch by stretch: in an array, in the list of a page, or one after the other.</summary>
/// <remarks>
/// The framework's reader holds a value whole, and a page may be as large as its file. So brackets are counted here, one service and what a page says
/// beside its list are held, and only they are left to the framework's reader.
/// </remarks>
internal sealed class JsonObjects(int bytesMax)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[],"u8);

    private readonly ArrayBufferWriter<byte> element = new();
    private readonly ArrayBufferWriter<byte> outermost = new();    // a service by itself, or what a page says beside its list
    private ArrayBufferWriter<byte> hand = new();
    private Next next = Next.First;
    private int marks;          // bytes of a byte order mark so far
    private int depth;
    private int wordStart;
    private bool isInside, isInText, isEscaped, isInPage, namesList, isTooLarge;
    private long line;
    private long lineAtStart;

    // What may stand outside of a service.
    private enum Next { First, Object, Element, ElementOrEnd, CommaOrEnd, Nothing }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Takes bytes up to the end of a service and says how many; <c>isWhole</c>: <see cref="Whole"/> gives it.</summary>
    public int Take(ReadOnlySpan<byte> bytes, out bool isWhole)
    {
        isWhole = false;
        return isInside ? TakeInside(bytes, out isWhole) : TakeOutside(bytes);
    }

    /// <summary>The service; null where it is larger than any may be.</summary>
    public JsonElement? Whole() => isTooLarge ? null : Parsed();

    /// <summary>There is nothing more to come.</summary>
    public void End()
    {
        if (isInside || isInPage || next is Next.Element or Next.ElementOrEnd or Next.CommaOrEnd) throw Unreadable("It ends too early.");
    }

    private int TakeOutside(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            switch ((char)bytes[i], next)
            {
                case ('\n', _):
                    line++;
                    break;
                case (' ' or '\t' or '\r', _):
                    break;
                case ('{', Next.First or Next.Object):
                    Begin(outermost);
                    return i;
                case ('{', Next.Element or Next.ElementOrEnd):
                    Begin(element);
                    return i;
                case ('[', Next.First):
                    next = Next.ElementOrEnd;
                    break;
                case (',', Next.CommaOrEnd):
                    next = Next.Element;
                    break;
                case (']', Next.ElementOrEnd or Next.CommaOrEnd) when isInPage:
                    (hand, isInside, depth, isTooLarge) = (outermost, true, 1, false);
                    Keep(bytes.Slice(i, 1));
                    return i + 1;
                case (']', Next.ElementOrEnd or Next.CommaOrEnd):
                    next = Next.Nothing;
                    break;
                case var (one, _) when next == Next.First && marks < ByteOrderMark.Length && one == ByteOrderMark[marks]:
                    marks++;
                    break;
                default:
                    throw Unreadable(next is Next.Nothing or Next.CommaOrEnd ? $"Line {line + 1}." : $"Line {line + 1}: each service must be an object.");
            }
        }

        return bytes.Length;
    }

    private int TakeInside(ReadOnlySpan<byte> bytes, out bool isWhole)
    {
        isWhole = false;
        for (var taken = 0; taken < bytes.Length;)
        {
            var rest = bytes[taken..];
            var at = isEscaped ? 0 : isInText ? rest.IndexOfAny((byte)'"', (byte)'\\') : rest.IndexOfAny(Marks);
            var length = at < 0 ? rest.Length : at + 1;
            Keep(rest[..length]);
            taken += length;
            if (at < 0) break;
            if (isInText) TakeInText(rest[at]);
            else if (TakeMark(rest[at], out isWhole)) return taken;
        }

        return bytes.Length;
    }

    private void TakeInText(byte one)
    {
        (isEscaped, isInText) = (!isEscaped && one == '\\', isEscaped || one != '"');
        if (!isInText && depth == 1 && !isTooLarge)
            namesList = hand.WrittenSpan[wordStart..^1] is var word && (word.SequenceEqual("contents"u8) || word.SequenceEqual("content"u8));
    }

    // True where a service ends, or the list of a page begins or ends.
    private bool TakeMark(byte mark, out bool isWhole)
    {
        isWhole = false;
        switch (mark)
        {
            case (byte)'"':
                (isInText, wordStart) = (true, hand.WrittenCount);
                return false;
            case (byte)',':
                namesList = false;
                return false;
            case (byte)'[' when depth == 1 && namesList && hand == outermost && !isInPage && !isTooLarge:
                (isInPage, isInside, next) = (true, false, Next.ElementOrEnd);
                return true;
            case (byte)'[' or (byte)'{':
                depth++;
                return false;
        }

        if (--depth > 0) return false;

        isInside = false;
        next = hand == element ? Next.CommaOrEnd : Next.Object;
        isWhole = hand == element || !isInPage;
        if (!isWhole) EndPage();
        return true;
    }

    private void EndPage()
    {
        if (isTooLarge) throw Unreadable($"A page says more than {bytesMax} bytes beside its services.");
        Parsed();
        isInPage = false;
    }

    private void Begin(ArrayBufferWriter<byte> writer)
    {
        (hand, isInside, depth, isTooLarge, namesList, lineAtStart) = (writer, true, 0, false, false, line);
        hand.ResetWrittenCount();
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        line += bytes.Count((byte)'\n');
        isTooLarge |= hand.WrittenCount + bytes.Length > bytesMax;
        if (!isTooLarge) hand.Write(bytes);
    }

    private JsonElement Parsed()
    {
        try
        {
            return JsonElement.Parse(hand.WrittenSpan, Options);
        }
        catch (JsonException e)
        {
            throw Unreadable($"Line {lineAtStart + (e.LineNumber ?? 0) + 1}.");
        }
    }

    private static DomainException Unreadable(string detail) => new(ImportErrors.FileUnreadable, detail);
}
