using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Learning;

internal static class LearningErrors
{
    /// <summary>There is none, or it is about an incident of which the caller has no need to know: the answers are the same.</summary>
    public static readonly DomainError ResponseNotFound = new("learning-response.unknown", "There is no such learning response.", ErrorKind.NotFound);

    public static readonly DomainError WordsMissing =
        new("learning-response.words-missing", "A response has a title and says what it is to find out.", ErrorKind.Rejected);

    public static readonly DomainError OwnerUnknown =
        new("learning-response.owner-unknown", "The owner is one of: chief-nurse, dass, dcs, dph.", ErrorKind.Rejected);

    /// <summary>The national framework leaves no choice there.</summary>
    public static readonly DomainError InvestigationRequired = new(
        "learning-response.investigation-required",
        "A never event, and a death more likely than not due to problems in care, is investigated (psii).", ErrorKind.Rejected);

    /// <summary>There is none, or the caller has no need to know of it: the answers are the same.</summary>
    public static readonly DomainError IncidentUnknown = new("learning-response.incident-unknown", "There is no such incident.", ErrorKind.Rejected);

    public static readonly DomainError DueInvalid =
        new("learning-response.due-invalid", "A response and an action are due on a day that lies ahead, within two years.", ErrorKind.Rejected);

    public static readonly DomainError AlreadyFinished =
        new("learning-response.already-finished", "The response is finished.", ErrorKind.Conflict);

    public static readonly DomainError QuestionsUnanswered = new(
        "learning-response.questions-unanswered",
        "An after action review says what was expected, what happened, why they differ and what was learnt.", ErrorKind.Rejected);

    public static readonly DomainError QuestionsOutOfPlace = new(
        "learning-response.questions-out-of-place", "The four questions are those of an after action review.", ErrorKind.Rejected);

    public static readonly DomainError FindingsMissing =
        new("learning-response.findings-missing", "A finished response says what was found, and under which themes.", ErrorKind.Rejected);

    public static readonly DomainError ActionNotFound = new("learning-action.unknown", "There is no such action.", ErrorKind.NotFound);

    public static readonly DomainError ActionWordsMissing =
        new("learning-action.words-missing", "An action says what is to be done, and once it is done what was.", ErrorKind.Rejected);

    public static readonly DomainError ActionDone = new("learning-action.already-done", "The action is done.", ErrorKind.Conflict);

    public static readonly DomainError ActionNotYours =
        new("learning-action.not-yours", "Only the office that owns the action, and the chief nurse's office, say that it is done.", ErrorKind.Forbidden);

    public static readonly DomainError TooManyActions = new("learning-action.too-many", "A response has at most 100 actions.", ErrorKind.Rejected);

    public static readonly DomainError LessonNotFound = new("lesson.unknown", "There is no such lesson in the library.", ErrorKind.NotFound);

    public static readonly DomainError LessonWordsMissing =
        new("lesson.words-missing", "A lesson has a title, a text and a theme.", ErrorKind.Rejected);

    /// <summary>Everybody reads the library, so its author answers for nobody being recognised in it.</summary>
    public static readonly DomainError LessonNotConfirmed = new(
        "lesson.not-confirmed", "Whoever publishes a lesson confirms that nobody can be recognised in it.", ErrorKind.Rejected);

    public static readonly DomainError LessonNamesSomebody = new(
        "lesson.names-somebody", "The text holds an NHS number, an e-mail address, a telephone number or a whole postcode.", ErrorKind.Rejected);

    public static readonly DomainError LessonWithdrawn = new("lesson.withdrawn", "The lesson was withdrawn already.", ErrorKind.Conflict);
}
