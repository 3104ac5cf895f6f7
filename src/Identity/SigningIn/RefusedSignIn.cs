using IntegratedCare.Identity.Accounts;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>Writes down that somebody was not signed in. Signing in is open to anyone, so that nothing else does.</summary>
internal static class RefusedSignIn
{
    private const string NobodyYet = "unknown";

    /// <summary>Of whom it was asked for, if that is an account, and with which code it was refused. The caller saves.</summary>
    public static void Record(IdentityDb db, Account? account, string code)
    {
        var claimed = new Caller(account?.Subject ?? NobodyYet, NobodyYet, NobodyYet, OrganisationCode: null, NeighbourhoodCode: null);
        db.RecordRefusal(claimed, Purpose.NotStated, "sign-in.refused", "refusal", code, code);
    }

    /// <summary>Of somebody who gave every factor and is not let in, as who is suspended or has no role; saved, for the refusal is all that comes of it.</summary>
    public static async Task<DomainException> SaveAsync(
        IdentityDb db, Account account, DomainError refusal, CancellationToken cancellationToken)
    {
        Record(db, account, refusal.Code);
        await db.SaveChangesAsync(cancellationToken);
        return new(refusal);
    }
}
