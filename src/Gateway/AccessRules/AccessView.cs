namespace IntegratedCare.Gateway.AccessRules;

/// <summary>Who may do what in the place: the policies of the code, and the endpoints that name them.</summary>
/// <remarks><c>Undescribed</c>: services that could not be asked, so that their endpoints are missing.</remarks>
public sealed record AccessView(
    IReadOnlyList<RoleView> Roles,
    IReadOnlyList<RelationshipView> Relationships,
    IReadOnlyList<PolicyView> Policies,
    IReadOnlyList<OpenEndpointView> OpenToAnyone,
    IReadOnlyList<string> Undescribed);

public sealed record RoleView(string Code, string Title);

public sealed record RelationshipView(string Name, string Sentence);

/// <summary>A rule; <c>IsPersonal</c> where it concerns the record of a person.</summary>
public sealed record PolicyView(
    string Name, string Sentence, bool IsPersonal, string Relationship, IReadOnlyList<string> Roles, IReadOnlyList<EndpointView> Endpoints);

public sealed record EndpointView(string Service, string Method, string Path);

public sealed record OpenEndpointView(string Service, string Method, string Path, string Because);
