using System.Security.Cryptography;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.ManualEntries;

namespace IntegratedCare.Ledger.Tests;

/// <summary>Valid examples of everything; a test says only what it changes.</summary>
internal static class A
{
    public const string Council = "council";
    public const string Trust = "trust";
    public const string Programme = "community";
    public const long TariffPence = 6_200;

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 20);
    public static readonly DateTimeOffset CareAt = new(2026, 12, 1, 9, 30, 0, TimeSpan.Zero);
    public static readonly DateOnly CareOn = new(2026, 12, 1);

    public static string Code(string prefix) => $"{prefix}-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";

    public static PutFundRequest Fund(string category = "communityHealth", long budgetPence = 1_000_000) => new(
        Name: "Pooled fund",
        Class: FundClass.Pooled,
        HostOrganisationCode: Council,
        FinancialYear: "2026/27",
        DidNotAttendRule: DidNotAttendRule.Charge,
        Partners: [new(Council, "The Council", 400_000), new(Trust, "The Trust", 600_000)],
        Programmes: [new(Programme, "Community health", budgetPence, [category])],
        IsDemonstration: true);

    public static PostContributionRequest Contribution(string partner = Council, long amountPence = 100_000) => new(
        Partner: partner,
        AmountPence: amountPence,
        ValueDate: new(2026, 10, 1),
        Reference: Code("INV"));

    /// <summary>The agreement of <see cref="Fund"/>: two partners, four instalments each, risk by contribution.</summary>
    public static AgreementRequest Agreement(long councilPence = 400_000, long trustPence = 600_000, DateOnly? from = null) => new(
        from ?? new(2026, 4, 1), "Deed of 12 March 2026", Terms(councilPence, trustPence));

    public static AgreementTerms Terms(long councilPence = 400_000, long trustPence = 600_000) => new(
        HostOrganisationCode: Council,
        PoolManager: "Head of joint commissioning finance",
        Partners: [Council, Trust],
        Aims: "People live well at home.",
        Contributions: [Pays(Council, councilPence), Pays(Trust, trustPence)],
        HowContributionsVary: "By a variation that both partners sign.",
        Functions: ["Community health services", "Home care"],
        PersonsAndServices: "Adults of the borough.",
        Resources: "Staff of both partners, and the council's offices.",
        StartsOn: new(2026, 4, 1),
        VariationAndTermination: "In writing; six months' notice.",
        Management: "By the host's pool manager, with quarterly reports.",
        RiskShare: new(RiskShareBasis.ByContribution, [], [OverspendStep.UnderspendElsewhere, OverspendStep.OutsideThePool], RiskPoolPence: 0),
        Limits: new(ManualEntryPence: 100_000, VirementPence: 500_000),
        ReportingMonths: 3,
        EndsOn: new(2027, 3, 31));

    public static ContributionTerms Pays(string partner, long amountPence, bool isRecurrent = true) =>
        new(partner, amountPence, isRecurrent, new(InstalmentPattern.Quarterly));
    /// <summary>An invoice that no booking knows of.</summary>
    public static PostManualEntryRequest ManualEntry(long amountPence = 5_000) => new(
        Lines: [new($"expenditure:{Programme}", DebitPence: amountPence), new("payables", CreditPence: amountPence)],
        EffectiveOn: new(2026, 10, 15),
        Narrative: "Invoice 77 of the equipment store",
        Reason: "Came by post; it belongs to no booking.");

    public static ServicePublished Service(string category, long? tariffPence = TariffPence, long version = 1) => new(
        Guid.CreateVersion7(), version, "Leg ulcer clinic", category, Guid.CreateVersion7(), "The Trust",
        Bookable: true, tariffPence, "active", Now);

    public static BookingConfirmed Booking(Guid service) => new(
        Guid.CreateVersion7(), Sequence: 1, "AB-12-345678", "person-key", service, Guid.CreateVersion7(), SiteId: null,
        CareAt, CareAt.AddMinutes(30), "routine", Today, OccurredAt: Now);

    public static BookingRescheduled Rescheduled(BookingConfirmed b, int sequence = 2) => new(
        b.BookingId, sequence, b.Reference, b.PersonKey, b.ServiceId, b.TeamId, b.SiteId,
        b.StartsAt.AddDays(1), b.EndsAt.AddDays(1), b.StartsAt, b.OccurredAt.AddHours(1));

    public static BookingCancelled Cancelled(BookingConfirmed b, int sequence = 2) => new(
        b.BookingId, sequence, b.Reference, b.PersonKey, b.ServiceId, b.TeamId, b.SiteId,
        b.StartsAt, b.EndsAt, b.OccurredAt.AddDays(1));

    public static CareDelivered Delivered(BookingConfirmed b, int sequence = 2) => new(
        b.BookingId, sequence, b.Reference, b.PersonKey, b.ServiceId, b.TeamId, b.SiteId,
        b.StartsAt, b.EndsAt, b.EndsAt);

    public static PersonDidNotAttend DidNotAttend(BookingConfirmed b, int sequence = 2) => new(
        b.BookingId, sequence, b.Reference, b.PersonKey, b.ServiceId, b.TeamId, b.SiteId,
        b.StartsAt, b.EndsAt, b.EndsAt);
}
