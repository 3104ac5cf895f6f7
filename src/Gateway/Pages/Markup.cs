using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace IntegratedCare.Gateway.Pages;

/// <summary>A piece of a page. What is put into it is text and becomes no markup, unless it is a piece itself.</summary>
internal readonly record struct Markup(string Html)
{
    public static readonly Markup Nothing = new(string.Empty);

    public static Markup Of(MarkupBuilder built) => built.Build();

    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(piece => piece.Html)));

    public override string ToString() => Html;
}

/// <summary>Builds a piece from an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupBuilder(int literalLength, int formattedCount)
{
    private readonly StringBuilder html = new(literalLength + (formattedCount * 24));

    public void AppendLiteral(string markup) => html.Append(markup);

    public void AppendFormatted(string? text) => html.Append(HtmlEncoder.Default.Encode(text ?? string.Empty));

    public void AppendFormatted(int number) => html.Append(number);

    public void AppendFormatted(Markup piece) => html.Append(piece.Html);

    public Markup Build() => new(html.ToString());
}
