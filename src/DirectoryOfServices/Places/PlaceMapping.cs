using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Places;

internal sealed class PlaceMapping : IEntityTypeConfiguration<Place>
{
    public const int NameLengthMax = 200;

    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.ToTable("places");
        builder.HasKey(p => p.Code);
        builder.Property(p => p.Code).HasMaxLength(PlaceCodeAttribute.LengthMax);
        builder.Property(p => p.Name).HasMaxLength(NameLengthMax);
        builder.Property(p => p.BankHolidays).IsJson();
        builder.Property(p => p.Version).IsConcurrencyToken().HasDefaultValue(1L);
        builder.HasMany(p => p.Neighbourhoods).WithOne().HasForeignKey("PlaceCode").IsRequired();
        builder.HasMany(p => p.Boards).WithOne().HasForeignKey("PlaceCode").IsRequired();
    }
}

internal sealed class NeighbourhoodMapping : IEntityTypeConfiguration<Neighbourhood>
{
    public void Configure(EntityTypeBuilder<Neighbourhood> builder)
    {
        builder.ToTable("neighbourhoods");
        builder.Property(n => n.ChangedAt).IsKeptByTheDatabase();
        builder.HasKey(n => n.Code);
        builder.Property(n => n.Code).HasMaxLength(PlaceCodeAttribute.LengthMax);
        builder.Property(n => n.Name).HasMaxLength(PlaceMapping.NameLengthMax);
    }
}

internal sealed class BoardMapping : IEntityTypeConfiguration<Board>
{
    public void Configure(EntityTypeBuilder<Board> builder)
    {
        builder.ToTable("boards");
        builder.HasKey(b => b.Code);
        builder.Property(b => b.Code).HasMaxLength(PlaceCodeAttribute.LengthMax);
        builder.Property(b => b.Name).HasMaxLength(PlaceMapping.NameLengthMax);
        builder.HasOne<Neighbourhood>().WithMany().HasForeignKey(b => b.NeighbourhoodCode)
            .OnDelete(DeleteBehavior.ClientNoAction);
    }
}

internal sealed class PostcodePositionMapping : IEntityTypeConfiguration<PostcodePosition>
{
    public void Configure(EntityTypeBuilder<PostcodePosition> builder)
    {
        builder.ToTable("postcodes");
        builder.HasKey(p => p.Postcode);
        builder.Property(p => p.Postcode).HasPostcodeForm();
        builder.HasOne<Neighbourhood>().WithMany().HasForeignKey(p => p.NeighbourhoodCode)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class PostcodeColumn
{
    public static PropertyBuilder<Postcode> HasPostcodeForm(this PropertyBuilder<Postcode> property) =>
        property.HasConversion(p => p.Value, text => Postcode.Parse(text)).HasMaxLength(Postcode.LengthMax);

    public static PropertyBuilder<Postcode?> HasPostcodeForm(this PropertyBuilder<Postcode?> property) =>
        property.HasConversion(
            p => p == null ? null : p.Value.Value,
            text => text == null ? null : Postcode.Parse(text)).HasMaxLength(Postcode.LengthMax);
}
