using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.Links;

/// <summary>How web addresses are opened, where the place has switched that on. Bound from <c>LinkChecks</c>.</summary>
internal sealed class LinkPolicy
{
    [Range(1, 1440)] public int SweepEveryMinutes { get; set; } = 10;

    /// <summary>How long a page may take to answer, redirects included.</summary>
    [Range(1, 20)] public int AnswerSeconds { get; set; } = 10;

    /// <summary>Hosts with their ports that may have a private address: the place's own pages behind its own walls.</summary>
    public IReadOnlyList<string> PrivateHosts { get; set; } = [];
}
