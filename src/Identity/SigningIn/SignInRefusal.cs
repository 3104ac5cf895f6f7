using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>Why somebody is not signed in. It never says whether there is such an account.</summary>
internal sealed record SignInRefusal(string Code, string Title, int Status)
{
    public static readonly SignInRefusal Wrong = new(
        "sign-in.refused", "The e-mail address or the password is not right.", StatusCodes.Status401Unauthorized);

    /// <summary>Asked again of somebody who is signed in; not 401, by which a browser's page would take its session for ended.</summary>
    public static readonly SignInRefusal PasswordWrong = new(
        "password.wrong", "The password is not right.", StatusCodes.Status403Forbidden);

    /// <summary>Said to somebody who has given the first factor.</summary>
    public static readonly SignInRefusal SecondFactorWrong = new(
        "sign-in.second-factor-refused", "That code is not right, or has been used.", StatusCodes.Status401Unauthorized);

    public static readonly SignInRefusal TooManyAttempts = new(
        "sign-in.too-many-attempts", "Too many refused attempts. Wait before the next one.", StatusCodes.Status429TooManyRequests);

    public ProblemHttpResult ToResult() => TypedResults.Problem(new ProblemDetails
    {
        Status = Status,
        Title = Title,
        Extensions = { ["code"] = Code },
    });

    public ProblemHttpResult ToResult(TimeSpan wait, HttpResponse response)
    {
        response.Headers[HeaderNames.RetryAfter] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ToResult();
    }
}
