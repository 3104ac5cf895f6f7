using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>An absolute http or https address: a directory that people click on must not carry any other scheme.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebAddressAttribute() : ValidationAttribute("{0} must be an http or https address.")
{
    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string { Length: <= ServiceMapping.UrlLengthMax } text =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.UserInfo.Length == 0,
        _ => false,
    };
}
