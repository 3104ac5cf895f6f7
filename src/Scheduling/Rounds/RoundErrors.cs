using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Rounds;

internal static class RoundErrors
{
    /// <summary>Also said of a round of a team whose diary the caller may not see.</summary>
    public static readonly DomainError Unknown = new("round.unknown", "There is no such round.", ErrorKind.NotFound);

    public static readonly DomainError DayOver = new("round.day-over", "The round's day is over.", ErrorKind.Rejected);

    public static readonly DomainError CarerUnknown =
        new("round.carer-unknown", "That carer does not work in the team, or not in this round.", ErrorKind.Rejected);

    public static readonly DomainError CarerTwice = new("round.carer-twice", "A carer stands in the round twice.", ErrorKind.Rejected);

    public static readonly DomainError CarerAbsent =
        new("round.carer-absent", "A carer is away for a part of their shift.", ErrorKind.Rejected);

    public static readonly DomainError CarerUnable =
        new("round.carer-unable", "That carer does not have the skills, or would be both carers of one visit.", ErrorKind.Rejected);

    public static readonly DomainError ShiftInvalid =
        new("round.shift-invalid", "A shift begins on the round's day and ends after that, at most a day later.", ErrorKind.Rejected);

    public static readonly DomainError VisitUnknown = new("round.visit-unknown", "There is no such visit in the round.", ErrorKind.Rejected);

    public static readonly DomainError VisitTwice = new("round.visit-twice", "A visit stands in the round twice.", ErrorKind.Rejected);

    public static readonly DomainError VisitIncomplete =
        new("round.visit-incomplete", "A visit without a booking needs a duration and a window on the round's day.", ErrorKind.Rejected);

    public static readonly DomainError GapInvalid =
        new("round.gap-invalid", "The longest gap between two carers is shorter than the shortest.", ErrorKind.Rejected);

    public static readonly DomainError SkillInvalid =
        new("round.skill-invalid", "A skill has a name of at most 100 letters.", ErrorKind.Rejected);

    public static readonly DomainError BookingUnknown =
        new("round.booking-unknown", "That is no open booking of the team on this day.", ErrorKind.Rejected);

    public static readonly DomainError TravelInvalid = new("round.travel-invalid",
        "Travel times are needed from each place to each, none below zero or above a day.", ErrorKind.Rejected);

    public static readonly DomainError TooMany =
        new("round.too-many", "The round would have more visits than can be planned.", ErrorKind.Rejected);

    public static readonly DomainError NoRoom =
        new("round.no-room", "No carer can make that visit within the limits of the day.", ErrorKind.Conflict);

    public static readonly DomainError Busy = new("round.busy", "The round is being planned: stop that first, or wait.", ErrorKind.Conflict);

    public static readonly DomainError NotBusy = new("round.not-busy", "The round is not being planned.", ErrorKind.Conflict);

    public static readonly DomainError NotPlanned = new("round.not-planned", "The round has no plan yet.", ErrorKind.Conflict);

    public static readonly DomainError QueueFull =
        new("round.queue-full", "Too many rounds wait to be planned: try again in some minutes.", ErrorKind.TooMany);

    public static readonly DomainError TimeTaken =
        new("round.time-taken", "A carer's time in the plan has been given to something else.", ErrorKind.Conflict);

    public static readonly DomainError CarerAway = new("round.carer-away",
        "A carer is away in the time that the plan gives them: have the day planned without them.", ErrorKind.Conflict);

    public static readonly DomainError BookingMoved = new("round.booking-moved",
        "A booking of the plan has been moved or cancelled since: take its visit out, or have the day planned anew.", ErrorKind.Conflict);

    public static readonly DomainError NotPublished = new("round.not-published", "The round is not published.", ErrorKind.Conflict);

    public static readonly DomainError LastVisit =
        new("round.last-visit", "The round has no other visit: take its publication back instead.", ErrorKind.Conflict);

    public static readonly DomainError VisitBegun = new("round.visit-begun", "The visit has begun: it stays in the round.", ErrorKind.Conflict);

    public static readonly DomainError Forgotten =
        new("round.forgotten", "Where its visits were is not kept any longer.", ErrorKind.Gone);
}
