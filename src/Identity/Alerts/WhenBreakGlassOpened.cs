using System.Globalization;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using MassTransit;

namespace IntegratedCare.Identity.Alerts;

/// <summary>Tells every privacy officer by mail that somebody broke the glass. Whom it concerns and why they read in Scheduling.</summary>
internal sealed partial class WhenBreakGlassOpened(
    IdentityDb db, Mails mails, MailLinks links, ILogger<WhenBreakGlassOpened> logger) : IConsumer<BreakGlassOpened>
{
    public async Task Consume(ConsumeContext<BreakGlassOpened> context)
    {
        var opened = context.Message;
        var at = LondonTime.ToLondon(opened.OccurredAt).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        var told = await mails.QueueAsync(Roles.PrivacyOfficer, new(MailKind.BreakGlass,
            "Somebody's bookings were opened in an emergency",
            $"On {at} somebody opened a person's bookings without a relationship to them.",
            $"Who: {opened.Subject}, as {opened.Role}{(opened.OrganisationCode is { } code ? $" of {code}" : "")}. Kind of emergency: {opened.Category}.",
            "Read why and what was read, and say whether it was justified:",
            links.To($"/api/scheduling/break-glass/{opened.GrantId}")), context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
        if (told == 0) NobodyToTell(logger, opened.GrantId);
    }

    // The review stands in Scheduling's list all the same; but that list is looked at by those whom a letter reached.
    [LoggerMessage(Level = LogLevel.Critical,
        Message = "The glass was broken ({GrantId}) and no privacy officer has an address to be told at: see that one is invited")]
    private static partial void NobodyToTell(ILogger logger, Guid grantId);
}
