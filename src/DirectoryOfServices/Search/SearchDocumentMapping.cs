using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Search;

internal sealed class SearchDocumentMapping : IEntityTypeConfiguration<SearchDocument>
{
    public void Configure(EntityTypeBuilder<SearchDocument> builder)
    {
        builder.Metadata.Model.GetOrAddPostgresExtension(null, "pg_trgm", null);
        builder.ToTable("search_documents");
        builder.HasKey(d => d.ServiceId);
        builder.Property(d => d.ServiceId).ValueGeneratedNever();
        builder.HasOne<CareService>().WithOne().HasForeignKey<SearchDocument>(d => d.ServiceId);
        builder.HasIndex(d => d.Document).HasMethod("gin").HasDatabaseName("ix_search_documents_document");
    }
}
