using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Ledger.Funds;

internal sealed class FundMapping : IEntityTypeConfiguration<Fund>
{
    public const int NameLengthMax = 200;
    private const string FundCode = "FundCode";

    private static readonly ValueConverter<FinancialYear, int> YearConverter = new(year => year.StartYear, start => new(start));

    public void Configure(EntityTypeBuilder<Fund> builder)
    {
        builder.ToTable("funds");
        builder.HasKey(fund => fund.Code);
        builder.Property(fund => fund.Code).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(fund => fund.Name).HasMaxLength(NameLengthMax);
        builder.Property(fund => fund.HostOrganisationCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(fund => fund.FinancialYear).HasConversion(YearConverter);
        builder.Property(fund => fund.Source).HasMaxLength(PutFundRequest.SourceLengthMax);
        builder.OwnsMany(fund => fund.Partners, partner =>
        {
            partner.ToTable("fund_partners", table => table.HasCheckConstraint("ck_fund_partners_agreed", "agreed_pence >= 0"));
            partner.WithOwner().HasForeignKey(FundCode);
            partner.HasKey(FundCode, nameof(FundPartner.OrganisationCode));
            partner.Property(p => p.OrganisationCode).HasMaxLength(JournalMapping.CodeLengthMax);
            partner.Property(p => p.Name).HasMaxLength(NameLengthMax);
        });
        builder.OwnsMany(fund => fund.Programmes, programme =>
        {
            programme.ToTable("programmes", table => table.HasCheckConstraint("ck_programmes_budget", "budget_pence >= 0"));
            programme.WithOwner().HasForeignKey(FundCode);
            programme.HasKey(FundCode, nameof(Programme.Code));
            programme.Property(p => p.Code).HasMaxLength(JournalMapping.CodeLengthMax);
            programme.Property(p => p.Name).HasMaxLength(NameLengthMax);
        });
        builder.OwnsMany(fund => fund.AgreedYears, year =>
        {
            year.ToTable("agreed_years");
            year.WithOwner().HasForeignKey(FundCode);
            year.HasKey(FundCode, nameof(AgreedYear.FinancialYear));
            year.Property(y => y.FinancialYear).HasConversion(YearConverter).ValueGeneratedNever();
        });
    }
}
