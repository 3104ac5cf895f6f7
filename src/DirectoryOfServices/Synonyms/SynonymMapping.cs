using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

internal sealed class SynonymMapping : IEntityTypeConfiguration<Synonym>
{
    public const int NoteLengthMax = 500;
    public const string KeyIndex = "ux_synonyms_key";

    public void Configure(EntityTypeBuilder<Synonym> builder)
    {
        builder.ToTable("synonyms", table =>
            table.HasCheckConstraint("ck_synonyms_meanings", $"cardinality(meanings) between 1 and {Synonym.MeaningsMax}"));
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Phrase).HasMaxLength(Phrase.LengthMax);
        builder.Property(s => s.Key).HasMaxLength(Phrase.LengthMax);
        builder.Property(s => s.Note).HasMaxLength(NoteLengthMax);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Property<ulong>("ChangedIn").HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()")
            .ValueGeneratedOnAddOrUpdate();
        builder.HasIndex(s => s.Key).IsUnique().HasFilter("removed_at is null").HasDatabaseName(KeyIndex);
        builder.HasIndex("ChangedIn").HasDatabaseName("ix_synonyms_changed_in");
    }
}
