using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>A letter as a page to be printed: A4, with the address where the window of a DL envelope is.</summary>
internal static class LetterPage
{
    // A sheet folded in three shows its window 20 mm from the left and 35 to 65 mm below the fold's upper edge; large print has 18 points and more.
    private const string Style = """
        @page { size: A4; margin: 18mm 20mm }
        body { font: 12pt/1.4 Arial, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 170mm; position: relative }
        address { position: absolute; top: 30mm; left: 0; width: 85mm; height: 32mm; overflow: hidden; font-style: normal; white-space: pre-line }
        main { padding-top: 75mm }
        h1 { font-size: 1.3em }
        p { margin: 0 0 0.8em; break-inside: avoid }
        .large main { font-size: 18pt }
        .large address { font-size: 14pt }
        @media screen { body { padding: 18mm 20mm } address { top: 48mm; left: 20mm } }
        @media print { body { max-width: none } }
        """;

    /// <summary>Nothing is loaded, run or sent from the page, and no other page may frame it; its own style alone holds.</summary>
    public static readonly string SecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Of(Message message, Appointment appointment, string? contactPhone, DateTimeOffset now)
    {
        var words = new MessageWords(message.Kind, appointment, contactPhone);
        var person = appointment.Person;
        var name = $"{person.GivenName} {person.FamilyName}";
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en-GB\"")
            .Append(person.Contact.LargePrint ? " class=\"large\"" : "").Append("><head><meta charset=\"utf-8\"><title>")
            .Append(Safe(words.Subject)).Append("</title><style>").Append(Style).Append("</style></head>\n<body>\n<address>")
            .Append(Safe(string.Join('\n', [name, .. person.Contact.AddressLines, person.Postcode.ToUpperInvariant()])))
            .Append("</address>\n<main>\n<p>").Append(Safe(PlainTime.DateOf(now))).Append("</p>\n<p>Dear ").Append(Safe(name))
            .Append(",</p>\n<h1>").Append(Safe(words.Subject)).Append("</h1>\n");
        foreach (var paragraph in words.Paragraphs) html.Append("<p>").Append(Safe(paragraph)).Append("</p>\n");
        return html.Append("<p>").Append(Safe(appointment.Team)).Append("</p>\n</main>\n</body></html>\n").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
