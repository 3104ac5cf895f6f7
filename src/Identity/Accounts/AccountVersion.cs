using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Accounts;

/// <summary>The version of an account as an entity tag, so that no operator edits over an edit they have not seen.</summary>
internal static class AccountVersion
{
    public static string TagOf(Account account) => $"\"{account.ConcurrencyStamp}\"";

    public static void Check(HttpRequest request, Account account)
    {
        var asked = request.Headers.IfMatch;
        if (asked.Count == 0) throw new DomainException(RequestErrors.IfMatchMissing);
        var tags = asked.SelectMany(header => (header ?? string.Empty).Split(','), (_, tag) => tag.Trim());
        if (!tags.Any(tag => tag == "*" || tag == TagOf(account))) throw new DomainException(RequestErrors.Stale);
    }
}
