namespace IntegratedCare.Kernel.Auth;

/// <summary>A rule of who may do what: one row of <see cref="Policies"/>.</summary>
/// <param name="Name">Its public name, <c>noun.verb</c>: never renamed, for audits and agreements refer to it.</param>
/// <param name="Sentence">What it lets a caller do, in plain words.</param>
/// <param name="Roles">Who may do it at all. The endpoint refuses everybody else.</param>
/// <param name="Relationship">What must hold besides between the caller and the record. The use case's own query sees to it.</param>
/// <param name="IsPersonal">True where the answer shows, or the act concerns, the record of a person.</param>
public sealed record Policy(
    string Name, string Sentence, IReadOnlyList<string> Roles, Relationship Relationship, bool IsPersonal = false);
