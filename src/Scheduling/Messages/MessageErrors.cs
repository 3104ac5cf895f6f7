using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Messages;

internal static class MessageErrors
{
    /// <summary>Also said of a message about a booking that the caller has nothing to do with.</summary>
    public static readonly DomainError Unknown =
        new("message.unknown", "There is no such message.", ErrorKind.NotFound);

    public static readonly DomainError NotTroubled =
        new("message.not-troubled", "The message neither failed nor is it uncertain.", ErrorKind.Conflict);

    public static readonly DomainError NoLetter =
        new("message.no-letter", "The person is not told by letter.", ErrorKind.Conflict);

    public static readonly DomainError Printed =
        new("message.printed", "The letter was printed before.", ErrorKind.Conflict);

    /// <summary>Printing it would tell the person what is no longer so.</summary>
    public static readonly DomainError Overtaken =
        new("message.overtaken", "The booking is another than the letter tells of.", ErrorKind.Conflict);

    public static readonly DomainError OnlyInDemonstration =
        new("message.only-in-demonstration", "Messages can be read here in a demonstration without a mail server only.", ErrorKind.NotFound);
}
