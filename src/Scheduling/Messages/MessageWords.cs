using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>The words of a message, in plain English: what, when, where, with whom, and how to change it. Never why, and no NHS number.</summary>
internal sealed class MessageWords(MessageKind kind, Appointment appointment, string? contactPhone)
{
    /// <summary>The longest text: two parts of a long one (3GPP TS 23.040).</summary>
    public const int TextLengthMax = 306;
    private const int NameLengthMax = 60;

    /// <summary>One line, which a locked telephone may show: it names no service.</summary>
    public string Subject => kind switch
    {
        MessageKind.Confirmation => $"Your appointment on {Day}",
        MessageKind.Rescheduled => $"Your appointment is now on {Day}",
        MessageKind.Cancelled => $"Your appointment on {Day} is cancelled",
        MessageKind.Reminder => $"A reminder of your appointment on {Day}",
    };

    /// <summary>The paragraphs of an e-mail or a letter, after the greeting.</summary>
    public IReadOnlyList<string> Paragraphs => kind == MessageKind.Cancelled
        ? [
            $"Your appointment for {appointment.Service} on {When} is cancelled. Please do not come.",
            $"Do you still need an appointment? Or were you not expecting this? {Ask}",
          ]
        : [
            Opening,
            $"When: {When}",
            $"Where: {Where}",
            $"Who you will see: {Who}",
            .. NeedsLine is { } needs ? [needs] : Array.Empty<string>(),
            .. Preparation is { } preparation ? [$"Please prepare: {preparation}"] : Array.Empty<string>(),
            $"Can you not come? Please tell us as soon as you can. Then somebody else can have this time. {Ask}",
          ];

    /// <summary>The text, of at most <see cref="TextLengthMax"/> characters: what does not fit is left out, the least needed first.</summary>
    public string Text
    {
        get
        {
            var service = Short(appointment.Service);
            if (kind == MessageKind.Cancelled)
                return $"Your appointment for {service} on {When} is cancelled. Please do not come. {Ask}";

            var opening = kind switch
            {
                MessageKind.Confirmation => $"You have an appointment for {service} on {When}",
                MessageKind.Rescheduled => $"Your appointment for {service} is now on {When}",
                MessageKind.Reminder or MessageKind.Cancelled => $"Reminder: your appointment for {service} is on {When}",
            };
            string[] shorter =
            [
                $"{opening}, {WholeWhere}, with {Short(Who)}. {(Preparation is { } preparation ? $"{Sentence(preparation)} " : "")}To change or cancel: {Ask}",
                $"{opening}, {WholeWhere}, with {Short(Who)}. To change or cancel: {Ask}",
                $"{opening}, {ShortWhere}, with {Short(Who)}. To change or cancel: {Ask}",
                $"{opening}, {ShortWhere}. To change or cancel: {Ask}",
            ];
            return shorter.FirstOrDefault(text => text.Length <= TextLengthMax) ?? $"{opening}. To change or cancel: {Ask}";
        }
    }

    private string When => PlainTime.Of(appointment.StartsAt);

    private string Day => PlainTime.DayOf(appointment.StartsAt);

    private string Opening => kind switch
    {
        MessageKind.Rescheduled => $"Your appointment for {appointment.Service} has changed. This is what holds now.",
        MessageKind.Reminder => $"This is to remind you of your appointment for {appointment.Service}.",
        MessageKind.Confirmation or MessageKind.Cancelled => $"You have an appointment for {appointment.Service}.",
    };

    private string Where => appointment.Delivery switch
    {
        Delivery.Home => "at your home. We will come to you.",
        Delivery.Telephone => "by telephone. We will call you.",
        Delivery.Video or Delivery.Online or Delivery.InPerson => WholeWhere,
    };

    private string WholeWhere => WhereWith(appointment.Address);

    private string ShortWhere => WhereWith(address: null);

    private string Who => appointment.Profession is { } profession ? $"{profession}, {appointment.Team}" : appointment.Team;

    private string? NeedsLine => appointment.Needs.Count == 0 ? null : $"We know that you need: {string.Join("; ", appointment.Needs)}";

    private string? Preparation => appointment.Entry.Preparation;

    private string Ask => contactPhone is { } phone
        ? $"Call {phone} and say your reference {appointment.Reference}."
        : $"Tell the team or your surgery your reference {appointment.Reference}.";

    private string WhereWith(string? address) => appointment.Delivery switch
    {
        Delivery.Home => "at your home",
        Delivery.Telephone => "by telephone",
        Delivery.Video => "by video call",
        Delivery.Online => "online",
        Delivery.InPerson => Place(address),
    };

    private string Place(string? address) => appointment.Site is { } site
        ? string.Join(", ", new[] { Name(site, address), address, appointment.SitePostcode }.OfType<string>())
        : "we will tell you the place";

    // Many addresses begin with the name of the site.
    private static string? Name(string site, string? address) => address is null ? Short(site)
        : address.StartsWith(site, StringComparison.OrdinalIgnoreCase) ? null : site;

    private static string Sentence(string words) => words[^1] is '.' or '!' or '?' ? words : words + ".";

    private static string Short(string name) => name.Length <= NameLengthMax ? name : name[..(NameLengthMax - 3)].TrimEnd() + "...";
}
