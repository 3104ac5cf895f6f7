namespace IntegratedCare.Identity.SigningIn;

/// <summary>How far a sign-in has come.</summary>
public enum SignInStatus
{
    SignedIn,
    SecondFactorRequired,

    /// <summary>A role of the person's needs a second factor, and none is set up: that is all that can be done now.</summary>
    SecondFactorSetUpRequired,
}

public sealed record SignedInView(SignInStatus Status);
