namespace IntegratedCare.Quality.Tasks;

/// <summary>What is to be done.</summary>
public enum QualityTaskKind
{
    /// <summary>See whether a restriction must stand any longer.</summary>
    ReviewRestriction,

    /// <summary>Find out why a measure changes for the worse.</summary>
    ExplainSpecialCause,

    /// <summary>Fulfil the duty of candour after a notifiable safety incident.</summary>
    FulfilCandour,

    /// <summary>Judge whether harm to the mind lasts so long that the duty of candour applies.</summary>
    JudgeCandour,

    /// <summary>Raise the safeguarding concern of which an incident tells.</summary>
    RaiseConcern,

    /// <summary>Decide what follows from a safeguarding concern.</summary>
    DecideConcern,

    /// <summary>Agree the plan of a safeguarding enquiry.</summary>
    PlanEnquiry,

    /// <summary>Sign off what was escalated to a statutory officer.</summary>
    SignOff,

    /// <summary>Act because a duty is overdue.</summary>
    ActOnOverdue,

    /// <summary>Review a risk, and grade it anew or say that it stands as it was.</summary>
    ReviewRisk,

    /// <summary>Say what a learning response found.</summary>
    FinishResponse,

    /// <summary>Do what was agreed because of what was learnt.</summary>
    FinishAction,
}

/// <summary>Whether a task is still to be done.</summary>
public enum TaskState
{
    Open,
    Done,
}
