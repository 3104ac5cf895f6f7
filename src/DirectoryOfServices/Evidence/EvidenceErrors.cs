using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Evidence;

internal static class EvidenceErrors
{
    public static readonly DomainError ServiceClosed =
        new("evidence.service-closed", "The directory says already that the service is closed.", ErrorKind.Conflict);

    public static readonly DomainError NotePersonal =
        new("evidence.note-personal", "A note holds nothing about a person: leave the NHS number out.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("evidence.too-many", "You have reported as much as one person can in a day.", ErrorKind.TooMany);
}
