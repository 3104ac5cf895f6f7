using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>Keeps challenges between the question and the answer: in the database, for any replica, and bound to the browser by a cookie.</summary>
internal sealed class PasskeyQuestions(IdentityDb db, PersonalDataCipher cipher, TimeProvider time)
{
    private const string CookieName = "ic_passkey";
    private const string CookiePath = "/identity";

    /// <summary>Remembers the state of a question that the browser is about to be asked. The caller saves.</summary>
    public async Task KeepAsync(string state, Guid? account, HttpContext http, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var secret = IdentifiedSecret.New();
        await db.PasskeyQuestions.Where(question => question.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        db.PasskeyQuestions.Add(new()
        {
            Id = secret.Id,
            SecretHash = secret.Hash,
            SealedState = cipher.Encrypt(state, PasskeyQuestion.ContextOf(secret.Id)),
            AccountId = account,
            ExpiresAt = now + PasskeyQuestion.AgeMax,
        });
        http.Response.Cookies.Append(NameFor(http.Request), secret.Text, Options(http.Request, PasskeyQuestion.AgeMax));
    }

    /// <summary>The state of the question that this browser answers, which is over by that.</summary>
    public async Task<string> TakeAsync(Guid? account, HttpContext http, CancellationToken cancellationToken)
    {
        var isOurs = IdentifiedSecret.TryParse(http.Request.Cookies[NameFor(http.Request)], out var secret);
        http.Response.Cookies.Delete(NameFor(http.Request), Options(http.Request, maxAge: null));
        if (!isOurs || secret is null) throw new DomainException(PasskeyErrors.QuestionUnknown);

        var (now, id, hash) = (time.GetUtcNow(), secret.Id, secret.Hash);
        var its = db.PasskeyQuestions.AsNoTracking().Where(question =>
            question.Id == id && question.SecretHash == hash && question.AccountId == account && question.ExpiresAt > now);
        var found = await its.SingleOrDefaultAsync(cancellationToken);
        return found is not null && await its.ExecuteDeleteAsync(cancellationToken) == 1
            ? cipher.Decrypt(found.SealedState, PasskeyQuestion.ContextOf(id))
            : throw new DomainException(PasskeyErrors.QuestionUnknown);
    }

    private static string NameFor(HttpRequest request) => request.IsHttps ? $"__Secure-{CookieName}" : CookieName;

    private static CookieOptions Options(HttpRequest request, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = CookiePath,
        MaxAge = maxAge,
        IsEssential = true,
    };
}
