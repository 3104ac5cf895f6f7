using System.Globalization;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Exports;

/// <summary>Costs, contacts, connection points and exceptions of the hours, each as one thing of a cell.</summary>
internal static class PartsText
{
    public static string Write(Cost cost) => ListText.WriteParts(
        ("option", cost.Option), ("amount", cost.AmountPence is { } pence ? WritePounds(pence) : null), ("description", cost.Description),
        ("from", cost.ValidFrom is { } from ? DateText.Write(from) : null), ("until", cost.ValidUntil is { } until ? DateText.Write(until) : null));

    public static Cost ReadCost(string escaped)
    {
        var parts = ListText.ReadParts(escaped, "option", "amount", "description", "from", "until");
        return new()
        {
            Option = parts.GetValueOrDefault("option"),
            AmountPence = parts.TryGetValue("amount", out var amount) ? ReadPounds(amount) : null,
            Description = parts.GetValueOrDefault("description"),
            ValidFrom = parts.TryGetValue("from", out var from) ? DateText.Read(from) : null,
            ValidUntil = parts.TryGetValue("until", out var until) ? DateText.Read(until) : null,
        };
    }

    public static string Write(Contact contact) => ListText.WriteParts(
        ("name", contact.Name), ("role", contact.Role), ("department", contact.Department), ("telephone", contact.Telephone), ("email", contact.Email));

    public static Contact ReadContact(string escaped)
    {
        var parts = ListText.ReadParts(escaped, "name", "role", "department", "telephone", "email");
        return new()
        {
            Name = parts.GetValueOrDefault("name"), Role = parts.GetValueOrDefault("role"), Department = parts.GetValueOrDefault("department"),
            Telephone = parts.GetValueOrDefault("telephone"), Email = parts.GetValueOrDefault("email"),
        };
    }

    public static string Write(ConnectionPoint point) =>
        ListText.WriteParts(("type", point.Type.Word()), ("address", point.Address), ("name", point.Name));

    public static ConnectionPoint ReadConnectionPoint(string escaped)
    {
        var parts = ListText.ReadParts(escaped, "type", "address", "name");
        if (!ApiWord.TryRead<ConnectionType>(parts.GetValueOrDefault("type"), out var type))
            throw new UnreadableCellException("type must be fhirRest, fhirMessaging or secureEmail.");
        return new() { Type = type, Address = parts.GetValueOrDefault("address") ?? string.Empty, Name = parts.GetValueOrDefault("name") };
    }

    public static string Write(OpeningException exception)
    {
        var words = new List<string>
        {
            exception.Until is { } until ? $"{DateText.Write(exception.From)}..{DateText.Write(until)}" : DateText.Write(exception.From),
            exception is { Opens: { } opens, Closes: { } closes } ? $"{TimeText.Write(opens)}-{TimeText.Write(closes)}" : "closed",
        };
        if (exception.SiteId is { } site) words.Add($"at {site}");
        if (exception.Reason is { } reason) words.Add($"# {ListText.Write(reason)}");
        return string.Join(' ', words);
    }

    public static OpeningException ReadException(string escaped)
    {
        var words = new WordReader(escaped);
        var dates = words.Take("the date").Split("..");
        var times = words.Take("the times, or closed");
        var exception = new OpeningException
        {
            From = DateText.Read(dates[0]), Until = dates.Length > 1 ? DateText.Read(dates[1]) : null, Reason = words.Notes,
        };
        if (times != "closed")
        {
            var (opens, closes) = TimeText.ReadSpan(times);
            exception = exception with { Opens = opens, Closes = closes };
        }

        if (words.TryTake("at")) exception = exception with { SiteId = words.TakeId() };
        return words.TryTakeAny() is null && dates.Length <= 2
            ? exception
            : throw new UnreadableCellException("Exceptions must read like: 2026-12-24 09:00-12:00, or 2026-12-25..2026-12-26 closed.");
    }

    // The only fractions of a pound that there are have two digits.
    private static string WritePounds(long pence) => $"{pence / 100}.{pence % 100:00}";

    private static long ReadPounds(string text) =>
        decimal.TryParse(text.TrimStart('£'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pounds)
        && pounds <= Cost.AmountPenceMax && pounds * 100 == decimal.Truncate(pounds * 100)
            ? (long)(pounds * 100)
            : throw new UnreadableCellException("amount is pounds and pence: 3.50.");
}
