namespace IntegratedCare.Identity.SigningIn;

/// <summary>How far a sign-in has come.</summary>
public enum SignInStatus
{
    SignedIn,
    SecondFactorRequired,
}

public sealed record SignedInView(SignInStatus Status);
