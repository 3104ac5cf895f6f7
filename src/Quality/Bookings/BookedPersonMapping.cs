using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Bookings;

internal sealed class BookedPersonMapping : IEntityTypeConfiguration<BookedPerson>
{
    public void Configure(EntityTypeBuilder<BookedPerson> builder)
    {
        builder.ToTable("booked_people");
        builder.HasKey(p => p.BookingId);
        builder.Property(p => p.BookingId).ValueGeneratedNever();
        builder.Property(p => p.PersonKey).HasMaxLength(64);
        builder.HasIndex(p => p.PersonKey).HasFilter("person_key is not null").HasDatabaseName("ix_booked_people_person");
    }
}
