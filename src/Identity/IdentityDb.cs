using IntegratedCare.Identity.Accounts;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Devices;
using IntegratedCare.Identity.Federation;
using IntegratedCare.Identity.Invitations;
using IntegratedCare.Identity.Keys;
using IntegratedCare.Identity.Mail;
using IntegratedCare.Identity.Memberships;
using IntegratedCare.Identity.OneTimeTokens;
using IntegratedCare.Identity.Organisations;
using IntegratedCare.Identity.Passkeys;
using IntegratedCare.Identity.Passwords;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.SecondFactors;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity;

internal sealed class IdentityDb(DbContextOptions<IdentityDb> options) : KernelDb(options)
{
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<ClientSecret> ClientSecrets => Set<ClientSecret>();
    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<PendingSignIn> PendingSignIns => Set<PendingSignIn>();
    public DbSet<PasskeyNote> PasskeyNotes => Set<PasskeyNote>();
    public DbSet<PasskeyQuestion> PasskeyQuestions => Set<PasskeyQuestion>();
    public DbSet<TotpFactor> TotpFactors => Set<TotpFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<Persona> Personas => Set<Persona>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();
    public DbSet<ResetRequest> ResetRequests => Set<ResetRequest>();
    public DbSet<QueuedMail> Mails => Set<QueuedMail>();
}
