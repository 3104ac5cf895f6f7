namespace IntegratedCare.Kernel.Auth;

/// <summary>The roles of a place. A person acts in one role at a time; the token says which.</summary>
public static class Roles
{
    /// <summary>General practitioner.</summary>
    public const string Gp = "gp";

    /// <summary>Coordinates a neighbourhood team's diary.</summary>
    public const string CareCoordinator = "care-coordinator";

    /// <summary>A clinician or social worker of a neighbourhood team.</summary>
    public const string TeamClinician = "team-clinician";

    /// <summary>Social prescribing link worker, often of the voluntary sector.</summary>
    public const string LinkWorker = "link-worker";

    /// <summary>Finance officer of a core partner.</summary>
    public const string FinanceOfficer = "finance-officer";

    /// <summary>Pooled fund manager of the host partner (SI 2000/617, regulation 7).</summary>
    public const string PoolManager = "pool-manager";

    /// <summary>The chief nurse's office.</summary>
    public const string ChiefNurse = "chief-nurse";

    /// <summary>Director of adult social services.</summary>
    public const string Dass = "dass";

    /// <summary>Director of children's services.</summary>
    public const string Dcs = "dcs";

    /// <summary>Director of public health.</summary>
    public const string Dph = "dph";

    /// <summary>Keeps the directory of services true.</summary>
    public const string DirectoryEditor = "directory-editor";

    /// <summary>Population health analyst.</summary>
    public const string Analyst = "analyst";

    /// <summary>Member of the population health board or a neighbourhood board.</summary>
    public const string BoardMember = "board-member";

    /// <summary>The Caldicott guardian's office: reads the audit and reviews what was opened by breaking the glass.</summary>
    public const string PrivacyOfficer = "privacy-officer";

    /// <summary>Runs the system.</summary>
    public const string Operator = "operator";

    /// <summary>The program that loads a place; no person holds it.</summary>
    public const string PlaceLoader = "place-loader";

    /// <summary>The gateway, which turns browsers' sessions into tokens; no person holds it.</summary>
    public const string Gateway = "gateway";

    /// <summary>The place's own programs: roles that no person and no partner's program may hold.</summary>
    public static readonly IReadOnlyList<string> OwnPrograms = [PlaceLoader, Gateway];

    /// <summary>Every role there is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Gp, CareCoordinator, TeamClinician, LinkWorker, FinanceOfficer, PoolManager, ChiefNurse, Dass, Dcs, Dph,
        DirectoryEditor, Analyst, BoardMember, PrivacyOfficer, Operator, PlaceLoader, Gateway,
    ];

    /// <summary>The roles that a person can hold: every role but those of programs.</summary>
    public static readonly IReadOnlyList<string> OfPeople = [.. All.Except(OwnPrograms)];
}
