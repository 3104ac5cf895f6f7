using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Identity.Passkeys;

/// <summary>Where passkeys of this place are good (<c>Identity:Passkeys</c>). They bind to the domain for ever: one that changes makes them useless.</summary>
internal sealed class PasskeyPolicy
{
    /// <summary>The domain of the place (WebAuthn's RP id); null: the host that is asked.</summary>
    [RegularExpression(@"^[a-z0-9.-]{1,253}\z")]
    public string? Domain { get; init; }

    /// <summary>The addresses whose pages may use them, such as <c>https://care.example</c>; none: the one that is asked.</summary>
    public string[] Origins { get; init; } = [];
}
