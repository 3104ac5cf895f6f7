using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.WaitingList;

internal static class OfferErrors
{
    public static readonly DomainError Unknown = new("offer.unknown", "There is no such offer.", ErrorKind.NotFound);

    public static readonly DomainError Lapsed =
        new("offer.lapsed", "The time to answer is over: the next one who waits has been asked.", ErrorKind.Gone);

    public static readonly DomainError Answered = new("offer.answered", "The offer has been answered.", ErrorKind.Conflict);
}
