namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The one line that a newcomer waits for: where the system is and how to get in.</summary>
internal static class ReadyLine
{
    public static string Of(Uri? address, bool demonstration, TimeSpan took, IReadOnlyList<string> failed)
    {
        var gateway = address?.GetLeftPart(UriPartial.Authority) ?? "no address";
        if (failed.Count > 0)
            return $"Running at {gateway}, but not complete: {string.Join(", ", failed)} failed; the log above says why.";
        var signIn = demonstration
            ? $"curl -d grant_type=urn:integrated-care:persona -d persona=gp {gateway}/identity/token"
            : $"a registered client at {gateway}/identity/token";
        return FormattableString.Invariant($"Ready after {took.TotalSeconds:0.0} s: {gateway} (documentation at /docs). Sign in: {signIn}");
    }
}
