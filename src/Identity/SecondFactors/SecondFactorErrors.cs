using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.SecondFactors;

internal static class SecondFactorErrors
{
    public static readonly DomainError AlreadyThere = new(
        "second-factor.already-there", "An authenticator is set up already. Remove it first.", ErrorKind.Conflict);

    public static readonly DomainError NoneBegun = new(
        "second-factor.none-begun", "Ask for a new secret first.", ErrorKind.Conflict);

    public static readonly DomainError None = new(
        "second-factor.none", "No authenticator is set up.", ErrorKind.NotFound);

    public static readonly DomainError CodeWrong = new(
        "second-factor.code-wrong", "That code is not right, or has been used.", ErrorKind.Rejected);

    /// <summary>A change of factors needs the password or a factor once more: a screen that was left alone is not enough.</summary>
    public static readonly DomainError ProofNeeded = new(
        "second-factor.proof-needed", "Give your password, a code or a recovery code.", ErrorKind.Rejected);

    /// <summary>Where an authenticator is set up, the password alone proves too little.</summary>
    public static readonly DomainError CodeNeeded = new(
        "second-factor.code-needed", "Give a code of your authenticator, or a recovery code.", ErrorKind.Rejected);

    /// <summary>Somebody who is signed in, or has given the password, and gets the second factor or the proof wrong.</summary>
    public static readonly DomainError ProofWrong = new(
        "second-factor.proof-wrong", "That password or code is not right.", ErrorKind.Forbidden);

    public static readonly DomainError TooManyAttempts = new(
        "second-factor.too-many-attempts", "Too many refused attempts. Wait before the next one.", ErrorKind.TooMany);

    public static readonly DomainError SignInOver = new(
        "second-factor.sign-in-over", "No sign-in waits for a second factor here. Start again.", ErrorKind.Gone);

    public static readonly DomainError SetUpNotAsked = new(
        "second-factor.set-up-not-asked", "This sign-in waits for a factor that is set up already.", ErrorKind.Conflict);
}
