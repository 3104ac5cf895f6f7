using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>Where another system reaches the service: FHIR's <c>Endpoint</c>.</summary>
public sealed record ConnectionPoint
{
    public required ConnectionType Type { get; init; }

    /// <summary>An https address; for secure e-mail a <c>mailto:</c> one.</summary>
    [Required, StringLength(ServiceMapping.UrlLengthMax)] public required string Address { get; init; }
    [StringLength(200)] public string? Name { get; init; }

    internal bool IsReachable =>
        Uri.TryCreate(Address, UriKind.Absolute, out var uri) && (uri.UserInfo.Length == 0 || uri.Scheme == Uri.UriSchemeMailto)
        && uri.Scheme == (Type == ConnectionType.SecureEmail ? Uri.UriSchemeMailto : Uri.UriSchemeHttps);
}

/// <summary>How systems talk there; the codes of FHIR's <c>endpoint-connection-type</c>.</summary>
public enum ConnectionType
{
    /// <summary><c>hl7-fhir-rest</c>.</summary>
    FhirRest,

    /// <summary><c>hl7-fhir-msg</c>: Booking and Referral Standard.</summary>
    FhirMessaging,

    /// <summary><c>secure-email</c>.</summary>
    SecureEmail,
}
