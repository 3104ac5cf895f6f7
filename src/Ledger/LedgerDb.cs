using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Accruals;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Bank;
using IntegratedCare.Ledger.BetterCare;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.CareServices;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Forecasts;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Payments;
using IntegratedCare.Ledger.Periods;
using IntegratedCare.Ledger.PublishedReports;
using IntegratedCare.Ledger.Reminders;
using IntegratedCare.Ledger.Rephasings;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Settings;
using IntegratedCare.Ledger.Spending;
using IntegratedCare.Ledger.Statements;
using IntegratedCare.Ledger.Virements;
using IntegratedCare.Ledger.Years;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger;

internal sealed class LedgerDb(DbContextOptions<LedgerDb> options) : KernelDb(options)
{
    public DbSet<Fund> Funds => Set<Fund>();
    public DbSet<AgreementVersion> AgreementVersions => Set<AgreementVersion>();
    public DbSet<AgreementAnswer> AgreementAnswers => Set<AgreementAnswer>();
    public DbSet<AgreementEffect> AgreementEffects => Set<AgreementEffect>();
    public DbSet<Contribution> Contributions => Set<Contribution>();
    public DbSet<BankStatement> BankStatements => Set<BankStatement>();
    public DbSet<BankLine> BankLines => Set<BankLine>();
    public DbSet<BankMatch> BankMatches => Set<BankMatch>();
    public DbSet<PublishedReport> PublishedReports => Set<PublishedReport>();
    public DbSet<Rephasing> Rephasings => Set<Rephasing>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<FinanceContact> FinanceContacts => Set<FinanceContact>();
    public DbSet<PlannedChange> PlannedChanges => Set<PlannedChange>();
    public DbSet<PlaceSettings> Settings => Set<PlaceSettings>();
    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();
    public DbSet<JournalHead> JournalHeads => Set<JournalHead>();
    public DbSet<AccountDay> AccountDays => Set<AccountDay>();
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();
    public DbSet<AccountBalance> AccountBalances => Set<AccountBalance>();
    public DbSet<CareService> CareServices => Set<CareService>();
    public DbSet<Charge> Charges => Set<Charge>();
    public DbSet<Virement> Virements => Set<Virement>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Accrual> Accruals => Set<Accrual>();
    public DbSet<BudgetLine> BudgetLines => Set<BudgetLine>();
    public DbSet<SeasonalProfile> SeasonalProfiles => Set<SeasonalProfile>();
    public DbSet<Attribution> Attributions => Set<Attribution>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<Authorisation> Authorisations => Set<Authorisation>();
    public DbSet<RiskShareSettlement> RiskShareSettlements => Set<RiskShareSettlement>();
    public DbSet<SharePayment> SharePayments => Set<SharePayment>();
    public DbSet<PeriodClosing> PeriodClosings => Set<PeriodClosing>();
    public DbSet<PeriodReopening> PeriodReopenings => Set<PeriodReopening>();
    public DbSet<YearClose> YearCloses => Set<YearClose>();
    public DbSet<IssuedStatement> IssuedStatements => Set<IssuedStatement>();
    public DbSet<BetterCarePlan> BetterCarePlans => Set<BetterCarePlan>();
    public DbSet<Payee> Payees => Set<Payee>();
    public DbSet<Bill> Bills => Set<Bill>();
    public DbSet<PaymentRun> PaymentRuns => Set<PaymentRun>();
    public DbSet<PaymentItem> PaymentItems => Set<PaymentItem>();

    /// <summary>As ever, and what the journal's guards refuse has the code of that refusal.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: JournalMapping.NotOverdrawn })
        {
            throw new DomainException(PostingErrors.Overdrawn);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { ConstraintName: JournalMapping.OnOpenDay })
        {
            throw new DomainException(PostingErrors.PeriodClosed);
        }
    }
}
