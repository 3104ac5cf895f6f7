using IntegratedCare.Kernel.Mail;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Identity.Passwords;

/// <summary>Somebody asked for a link to reset the password of an address; whether it has an account is looked up later, out of sight.</summary>
internal sealed class ResetRequest
{
    public required Guid Id { get; init; }
    public required byte[] SealedEmail { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    public static ResetRequest For(EmailAddress email, PersonalDataCipher cipher, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new() { Id = id, SealedEmail = cipher.Encrypt(email.Value, ContextOf(id)), AskedAt = now };
    }

    public EmailAddress Email(PersonalDataCipher cipher) => new(cipher.Decrypt(SealedEmail, ContextOf(Id)));

    private static string ContextOf(Guid id) => $"reset_requests.email/{id}";
}

internal sealed class ResetRequestMapping : IEntityTypeConfiguration<ResetRequest>
{
    public void Configure(EntityTypeBuilder<ResetRequest> builder)
    {
        builder.ToTable("reset_requests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.SealedEmail).HasMaxLength(1_000).IsSealed("reset_requests.email");
    }
}
