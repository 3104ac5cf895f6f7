using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>Whom a service is for, where it is not for both: FHIR's administrative gender, as far as care is offered by it.</summary>
public enum EligibleSex
{
    /// <summary>For women and girls.</summary>
    Female,

    /// <summary>For men and boys.</summary>
    Male,
}

/// <summary>Who may refer somebody.</summary>
public enum ReferralRoute
{
    /// <summary>The person or their family.</summary>
    SelfReferral,

    /// <summary>A GP or the practice.</summary>
    GeneralPractice,

    /// <summary>Any registered health professional.</summary>
    HealthProfessional,

    /// <summary>Social workers and social care assessors.</summary>
    SocialCare,

    /// <summary>Schools and nurseries.</summary>
    School,

    /// <summary>Charities and community groups.</summary>
    VoluntarySector,

    /// <summary>Anybody who works with the person.</summary>
    AnyProfessional,
}

/// <summary>How a referral reaches the service.</summary>
public enum ReferralChannel
{
    /// <summary>By a booking in this system.</summary>
    Booking,

    /// <summary>By an electronic referral of another system.</summary>
    Electronic,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By secure e-mail.</summary>
    Email,

    /// <summary>By a form on the web.</summary>
    OnlineForm,

    /// <summary>By letter.</summary>
    Letter,

    /// <summary>By coming in.</summary>
    WalkIn,
}

/// <summary>Words that say a thing each, such as conditions: a bounded list of bounded texts, none blank.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextsAttribute(int countMax, int lengthMax)
    : ValidationAttribute($"{{0}} must be at most {countMax} texts of at most {lengthMax} characters.")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyCollection<string> texts && texts.Count <= countMax
        && texts.All(text => !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax);
}

/// <summary>Languages as BCP 47 tags of the common kind: <c>ur</c>, <c>zh-Hant</c>, <c>pt-BR</c>; sign languages too (<c>bfi</c>).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed partial class LanguageTagAttribute() : ValidationAttribute("{0} must be language tags such as en, ur or bfi.")
{
    public const int CountMax = 60;

    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string tag => Form().IsMatch(tag),
        IReadOnlyCollection<string> { Count: <= CountMax } tags => tags.All(tag => tag is not null && Form().IsMatch(tag)),
        _ => false,
    };

    [GeneratedRegex(@"\A[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?\z")]
    private static partial Regex Form();
}

/// <summary>Outward halves of postcodes (<c>OL1</c>, <c>M35</c>): the districts that a service's catchment is drawn in.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class PostcodeDistrictsAttribute() : ValidationAttribute("{0} must be postcode districts such as OL1.")
{
    public const int CountMax = 200;

    public override bool IsValid(object? value) =>
        value is IReadOnlyCollection<string> { Count: <= CountMax } districts
        && districts.All(district => district is not null && Form().IsMatch(district));

    [GeneratedRegex(@"\A[A-Z]{1,2}[0-9][A-Z0-9]?\z")]
    private static partial Regex Form();
}
