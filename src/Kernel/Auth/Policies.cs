using static IntegratedCare.Kernel.Auth.Relationship;
using static IntegratedCare.Kernel.Auth.Roles;

namespace IntegratedCare.Kernel.Auth;

/// <summary>Who may do what in a place: every policy of the product, in one table. The gateway shows it at <c>/docs/access</c>.</summary>
/// <remarks>
/// Endpoints name their policy (<c>.Allow(Policies.CareBook)</c>), which checks the role; the relationship is checked by the use case, where the
/// records are. A field is named after its policy. What a caller may not know to exist is answered 404, what is public and not theirs 403.
/// </remarks>
public static class Policies
{
    private static readonly List<Policy> Rows = [];

    // Who is meant by several rows.
    private static readonly string[] People = [.. Roles.All.Except(OwnPrograms)];
    private static readonly string[] PeopleAndLoader = [.. People, PlaceLoader];
    private static readonly string[] CareTeams = [Gp, CareCoordinator, TeamClinician, LinkWorker];
    private static readonly string[] DiaryKeepers = [CareCoordinator, TeamClinician];
    private static readonly string[] Officers = [ChiefNurse, Dass, Dcs, Dph];
    private static readonly string[] Finance = [FinanceOfficer, PoolManager];

    /// <summary>Every policy, in the order of this table.</summary>
    public static IReadOnlyList<Policy> All => Rows;

#pragma warning disable CS1591 // each row says in its own words what it means
    // The directory: what there is in the place, and where.
    public static readonly Policy
        DirectoryRead = Of("directory.read", "Find services, sites and organisations of the place.", PeopleAndLoader, None),
        ServiceEdit = Of("service.edit", "Put a service's entry into the directory, or change it.", [DirectoryEditor, PlaceLoader], WholeDirectory),
        ProposalMake = Of("proposal.make", "Propose how a service's entry should read, and take that back.", [DirectoryEditor], OwnEntries),
        ProposalRead = Of("proposal.read", "See what is proposed, what it would change, and what became of it.", [DirectoryEditor], OwnProposals),
        ProposalDecide = Of("proposal.decide", "Approve or reject what somebody else has proposed.", [DirectoryEditor], WholeDirectory),
        ServiceAssure = Of("service.assure", "Say that an entry is right today.", [DirectoryEditor], OwnEntries),
        AssuranceRead = Of("assurance.read", "See which entries somebody should look at, and how true the directory is.", [DirectoryEditor], OwnEntries),
        EvidenceReport = Of("evidence.report", "Tell that an entry is not as it says.", People, None),
        EvidenceRead = Of("evidence.read", "See what people told of an entry.", [DirectoryEditor], OwnEntries),
        DuplicateResolve = Of("duplicate.resolve", "See which entries may be one service, and merge them or say that they are two.",
            [DirectoryEditor], WholeDirectory),
        ServiceHistory = Of("service.history", "See who changed an entry of the directory, when and how.", [DirectoryEditor], None),
        DirectoryCurate = Of("directory.curate", "Put what all entries rest on into the directory, or change it: organisations, sites, taxonomies.",
            [DirectoryEditor, PlaceLoader], WholeDirectory),
        SynonymEdit = Of("synonym.edit", "Say what people's words mean, so that the search finds it.", [DirectoryEditor, PlaceLoader], WholeDirectory),
        UnmetNeedRead = Of("unmet-need.read", "See what was looked for in vain, in words that name nobody.",
            [DirectoryEditor, Analyst, BoardMember, Dass, Dcs, Dph], WholeDirectory),
        DirectoryImport = Of("directory.import", "Send services in bulk, see what that would do to the directory, and have it done.",
            [DirectoryEditor, PlaceLoader], WholeDirectory),
        CapacityReport = Of("capacity.report", "Say how much room a service has.", [.. DiaryKeepers, DirectoryEditor], OwnServices);

    // The diary: whose time is free, and who is booked into it.
    public static readonly Policy
        SlotsRead = Of("slots.read", "See the free times of services.", People, None),
        TeamsRead = Of("teams.read", "See which teams there are, who works in them and when.", PeopleAndLoader, None),
        TeamPut = Of("team.put", "Say who works in a team and when.", [Operator, PlaceLoader], None),
        TeamReseat = Personal("team.reseat",
            "See which bookings a change of a team's hours or an absence would orphan and where each could go, and have it done.",
            [CareCoordinator], OwnTeams),
        ResourcePut = Of("resource.put", "Say which rooms, equipment and mobile units teams share, and when they can be used.",
            [Operator, PlaceLoader], None),
        ResourcesRead = Of("resources.read", "See which rooms, equipment and mobile units there are; a coordinator, those of their teams.",
            [CareCoordinator, Operator, PlaceLoader], OwnTeams),
        AbsencesKeep = Of("absences.keep", "Say who of a team is away and what is closed, see that, and take it back.", [CareCoordinator], OwnTeams),
        CareBook = Personal("care.book", "Hold a free time, and book a person into it.", CareTeams, OwnRecords),
        CareOverbook = Personal("care.overbook", "Book a person who cannot wait on top of a time that somebody has, with the reason.", DiaryKeepers, OwnTeams),
        CareRead = Personal("care.read", "Read and search bookings: who is booked, for what, and what became of it.", CareTeams, OwnPeople),
        CareChange = Personal("care.change", "Cancel a booking or move it to another time.", CareTeams, OwnPeople),
        ReferralMake = Personal("referral.make", "Send a person on to a service, take that back, and note the outcome as seen.", CareTeams, OwnRecords),
        ReferralRead = Personal("referral.read", "Read and search referrals: who is sent on, to what, and what became of it.", CareTeams, OwnPeople),
        ReferralTriage = Personal("referral.triage", "Take a referral on, or return it with advice.", DiaryKeepers, OwnTeams),
        WaitsMeasure = Of("waits.measure", "See how many people wait for each service, how long, and how many within the standard; nobody by name.",
            [.. DiaryKeepers, Gp, LinkWorker, Analyst, BoardMember, .. Officers], None),
        LettersPrint = Personal("letters.print", "See which letters to people wait to be printed, read them, and say that they are on paper.",
            DiaryKeepers, OwnTeams),
        MessagesManage = Of("messages.manage",
            "See which messages to people and reminders to partners failed or are uncertain, without their words, and decide; "
                + "in a demonstration, read those that wait.",
            [Operator], None),
        DiaryRead = Personal("diary.read", "See a team's day: who comes, and when.", DiaryKeepers, OwnTeams),
        CalendarShare = Of("calendar.share", "Open a secret address for a member's calendar program, and revoke it.", DiaryKeepers, OwnTeams),
        RoundRead = Personal("round.read", "See how a team's home visits of a day are planned.", DiaryKeepers, OwnTeams),
        RoundPlan = Personal("round.plan", "Have a team's home visits planned, pin them, add to them and publish the plan.", [CareCoordinator], OwnTeams),
        BreakGlassOpen = Personal("break-glass.open",
            "Read a person's bookings in an emergency, without a relationship: for an hour, with a reason, and reviewed.", CareTeams, None),
        BreakGlassEnd = Personal("break-glass.end", "End an emergency access before its time.", [.. CareTeams, PrivacyOfficer], OwnGrants),
        BreakGlassReview = Personal("break-glass.review", "See who read whose bookings in an emergency and why, and judge it.",
            [PrivacyOfficer], None),
        PersonErase = Personal("person.erase", "Erase a person from their bookings, where nothing asks that they be kept.", [PrivacyOfficer], None),
        PersonReport = Personal("person.report", "Have all that the diary holds about a person, to answer their right of access.",
            [PrivacyOfficer], None),
        AttendanceRecord = Personal("attendance.record", "Say that the person is there, that care was given, or that they did not come.", DiaryKeepers, OwnTeams);

    // The purse: what partners paid in, and where it went.
    public static readonly Policy
        FundsRead = Of("funds.read", "See which funds there are and on what terms.", [.. Finance, BoardMember, PlaceLoader], None),
        PositionRead = Of("position.read", "See what a fund was paid, has set aside, has spent and has left.", [.. Finance, BoardMember], OwnFunds),
        BooksRead = Of("books.read", "Read the journal and the trial balance, and have them verified.", Finance, OwnFunds),
        StatementsRead = Of("statements.read", "Read the statements and returns that a fund has issued, and its Better Care Fund plan.",
            [.. Finance, BoardMember], OwnFunds),
        StatementDraft = Of("statement.draft", "See what a statement or return would say now.", Finance, HostedFunds),
        StatementIssue = Of("statement.issue", "Issue a fund's statements and returns, and keep its Better Care Fund plan.", [PoolManager], HostedFunds),
        PayeesKeep = Of("payees.keep", "Say where the money of those goes whom the host pays, and see it masked.", [FinanceOfficer], HostedFunds),
        PaymentPropose = Of("payment.propose", "See what a fund owes, register bills, and propose to pay.", Finance, HostedFunds),
        PaymentDecide = Of("payment.decide", "Approve or reject payments that somebody else proposed, and take the list for the bank.", Finance, HostedFunds),
        JournalExport = Of("journal.export", "Take a fund's whole journal out for another program.", Finance, HostedFunds),
        FundContribute = Of("fund.contribute", "Post a contribution to a fund.", [FinanceOfficer], OwnOrganisation),
        ContributionPlan = Of("contribution.plan", "Note what is planned to change in a partner's contribution next year.", [PoolManager], OwnFunds),
        FundRephase = Of("fund.rephase", "Move money of a fund of several years that slipped into another year.", [PoolManager], OwnFunds),
        BankReconcile = Of("bank.reconcile", "Send in the bank's file of a fund's account, match it with the journal and prove the fund's cash by it.",
            Finance, OwnFunds),
        AgreementRead = Of("agreement.read", "See what the partners of a fund agreed, every version of it and what each changed.",
            [.. Finance, BoardMember], OwnFunds),
        AgreementVary = Of("agreement.vary", "Propose a variation of a fund's agreement, and take that back.", [PoolManager], OwnFunds),
        AgreementAnswer = Of("agreement.answer", "Agree to a variation of a fund's agreement, or decline it.", [FinanceOfficer], OwnOrganisation),
        ManualEntryPost = Of("manual-entry.post", "Post an entry by hand or undo one; above the agreed limit, ask a second person.", Finance, HostedFunds),
        CommitmentMake = Of("commitment.make", "Set money aside for a contract or an order, spend it, or release it.", Finance, HostedFunds),
        AccrualPost = Of("accrual.post", "Post what is owed for care at a month's end and not invoiced yet.", Finance, HostedFunds),
        VirementMake = Of("virement.make", "Move budget between a fund's programmes; above the agreed limit, ask the board.", [PoolManager], HostedFunds),
        BudgetPlan = Of("budget.plan", "Divide a programme's budget by neighbourhood and provider, and say how its year runs.", [PoolManager], HostedFunds),
        ApprovalsRead = Of("approvals.read", "See what waits for a second person, and what became of it.", [.. Finance, BoardMember], HostedApprovals),
        ApprovalDecide = Of("approval.decide", "Approve or reject what somebody else has asked for.", [.. Finance, BoardMember], HostedApprovals),
        ApprovalWithdraw = Of("approval.withdraw", "Take back what one has asked a second person for.", Finance, OwnRecords),
        RiskShareRead = Of("risk-share.read", "See who bears an over- or underspend, ask what if, and see each partner's part of a pool.",
            [.. Finance, BoardMember], OwnFunds),
        RiskShareSettle = Of("risk-share.settle", "Have each partner owe its share of a year's overspend, and pay refunds out.", [PoolManager], HostedFunds),
        RiskSharePay = Of("risk-share.pay", "Say that a partner has paid what it owes of an overspend.", [FinanceOfficer], OwnOrganisation),
        PeriodsRead = Of("periods.read", "See which months of a fund's books are closed, and what is open in them.", [.. Finance, BoardMember], OwnFunds),
        PeriodsClose = Of("periods.close", "Close the months of a fund's books, and its year.", [PoolManager], HostedFunds),
        PeriodsReopen = Of("periods.reopen", "Ask that a closed month be opened again, or decide it for somebody else of the host.", Finance, HostedFunds),
        UnfundedRead = Of("unfunded.read", "See the bookings that no fund pays for.", [PoolManager], None);

    // Quality: what went wrong, and what is stopped because of it.
    public static readonly Policy
        IncidentLog = Personal("incident.log", "Tell what went wrong, might have gone wrong or went well.", People, None),
        IncidentRead = Personal("incident.read", "Read incidents and what became of them.", People, NeedToKnow),
        IncidentAffected = Personal("incident.affected", "See which bookings an incident's restriction touches.", Officers, NeedToKnow),
        RestrictionPlace = Personal("restriction.place", "Stop a service because of an incident, and open it again.", [ChiefNurse], NeedToKnow),
        RestrictionRead = Personal("restriction.read", "Read a restriction with its reasons.", Officers, NeedToKnow),
        RestrictionsList = Of("restrictions.list", "See which services are restricted, without the reasons.", [.. Officers, Operator], None),
        TasksRead = Personal("tasks.read", "See what one's office has to do for quality, and how much of it is overdue.", Officers, NeedToKnow),
        TaskDo = Personal("task.do", "Say that something is done that one's office had to do.", Officers, NeedToKnow),
        WorkingDaysReckon = Of("working-days.reckon", "See which day is so many working days after another.", People, None),
        SeriesAnalyse = Of("series.analyse", "Have a series of figures drawn as a control chart; nothing is kept.", People, None),
        MeasuresRead = Of("measures.read", "See what care is held to, how it is measured, the values and their charts.", People, None),
        MeasuresDefine = Of("measures.define", "Say what care is held to, how it is measured and what is to be reached.", [ChiefNurse, PlaceLoader], None),
        MeasureValuesKeep = Of("measure-values.keep", "Enter a measure's values, correct them, and send them in a table.", [.. Officers, Analyst], OwnMeasures),
        MeasureRebase = Of("measure.rebase", "Have new limits begin in a measure's chart, with the reason, and take that back.", [.. Officers, Analyst], OwnMeasures),
        RisksRead = Personal("risks.read", "Read the register of risks, its heat map and the issues log.", [.. Officers, BoardMember, Analyst], None),
        RiskKeep = Personal("risk.keep", "Put risks and issues into the register, grade and review them, and close them.", Officers, OwnRisks),
        RiskLink = Personal("risk.link", "Say which incidents have to do with a risk.", Officers, NeedToKnow),
        LearningRespond = Personal("learning.respond", "Choose how to learn from incidents, say what was found, and agree actions.", Officers, NeedToKnow),
        LearningLibrary = Of("learning.library", "Read and search what the place has learnt, and see which themes come again.", People, None),
        LessonPublish = Of("lesson.publish", "Publish a lesson in which nobody can be recognised, and withdraw one.", Officers, None);

    // The system itself.
    public static readonly Policy
        SelfRead = Of("self.read", "See as whom one is signed in.", Roles.All, OwnRecords),
        PlaceLoad = Of("place.load", "Put the place's own data: organisations, sites, postcodes, funds, settings, personas.", [PlaceLoader], None),
        StatusRead = Of("status.read", "See how the system is: services, waiting events, error queues.", [Operator], None),
        ErrorsReplay = Of("errors.replay", "Play messages again that could not be handled.", [Operator], None),
        KeysRotate = Of("keys.rotate", "Bring a new signing key into use.", [Operator], None),
        DataKeysRotate = Of("data-keys.rotate", "See a service's data keys, without the keys, and bring a new one into use.", [Operator], None);

    // Who may come in.
    public static readonly Policy
        SelfChange = Of("self.change", "Change one's own password, e-mail address, second factor, sessions and present part.", People, OwnRecords),
        AccountsManage = Of("accounts.manage", "Invite people, say in which parts they act, suspend and reinstate them.", [Operator], None),
        MailsManage = Of("mails.manage", "See which mails could not be sent; in a demonstration, read those that are kept.", [Operator], None),
        ProgramsManage = Of("programs.manage", "Register partners' programs, their scopes and secrets; suspend them.", [Operator], None);

    // Who came to what, and whether that is the whole truth.
    public static readonly Policy
        AuditSearch = Personal("audit.search", "Search who came to which record, in what role and why.", [PrivacyOfficer], None),
        AuditPerson = Personal("audit.person", "See everybody who came to a person's records.", [PrivacyOfficer], None),
        AuditExport = Personal("audit.export", "Take the audit out as FHIR AuditEvents.", [PrivacyOfficer], None),
        AuditVerify = Of("audit.verify", "Have the audit's chain verified, and note its heads.", [PrivacyOfficer], None);
#pragma warning restore CS1591

    private static Policy Of(string name, string sentence, IReadOnlyList<string> roles, Relationship relationship) =>
        Add(new(name, sentence, roles, relationship));

    private static Policy Personal(string name, string sentence, IReadOnlyList<string> roles, Relationship relationship) =>
        Add(new(name, sentence, roles, relationship, IsPersonal: true));

    private static Policy Add(Policy policy)
    {
        Rows.Add(policy);
        return policy;
    }
}
