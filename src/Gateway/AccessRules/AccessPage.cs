using IntegratedCare.Gateway.Pages;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.AccessRules;

/// <summary>The table of who may do what as a page: to be read on a phone, on a desk and on paper, without script.</summary>
internal sealed class AccessPage
{
    private const string Everywhere = "every service";

    private readonly string frame = Page.Read("access.html").Text;

    public string Render(AccessView view) => frame
        .Replace("<!-- missing -->", Missing(view).Html, StringComparison.Ordinal)
        .Replace("<!-- matrix -->", Matrix(view).Html, StringComparison.Ordinal)
        .Replace("<!-- policies -->", Each(view.Policies, policy => Policy(policy, view)).Html, StringComparison.Ordinal)
        .Replace("<!-- relationships -->", Each(view.Relationships, Relationship).Html, StringComparison.Ordinal)
        .Replace("<!-- roles -->", Each(view.Roles, role => Role(role, view)).Html, StringComparison.Ordinal)
        .Replace("<!-- open -->", Each(view.OpenToAnyone, Open).Html, StringComparison.Ordinal);

    private static Markup Missing(AccessView view) => view.Undescribed.Count == 0
        ? Markup.Nothing
        : Markup.Of($"<p class=\"note\">Not reachable at present, so that their endpoints are missing below: {string.Join(", ", view.Undescribed)}.</p>");

    private static Markup Matrix(AccessView view) => Markup.Of($"""
        <table class="matrix">
          <caption>Policies, and the roles that they let in</caption>
          <thead><tr><th scope="col">Policy</th>{Each(view.Roles, Heading)}</tr></thead>
          {Each(view.Policies.GroupBy(AreaOf), area => Area(area, view.Roles))}
        </table>
        """);

    private static Markup Heading(RoleView role) => Markup.Of(
        $"""<th scope="col"><abbr title="{role.Title}">{AccessRoles.ShortTitleOf(role.Code)}</abbr></th>""");

    private static Markup Area(IGrouping<string, PolicyView> area, IReadOnlyList<RoleView> roles) => Markup.Of($"""
        <tbody>
          <tr class="area"><th scope="rowgroup" colspan="{roles.Count + 1}"><span>{Capital(area.Key)}</span></th></tr>
          {Each(area, policy => Row(policy, roles))}
        </tbody>
        """);

    private static Markup Row(PolicyView policy, IReadOnlyList<RoleView> roles) => Markup.Of(
        $"""<tr><th scope="row"><a href="#{policy.Name}">{policy.Name}</a></th>{Each(roles, role => Cell(policy, role))}</tr>""");

    private static Markup Cell(PolicyView policy, RoleView role) => policy.Roles.Contains(role.Code)
        ? Markup.Of($"""<td class="{(IsBound(policy) ? "bound" : "may")}"><span class="aloud">{(IsBound(policy) ? "within a relationship" : "yes")}</span></td>""")
        : Markup.Of($"""<td><span class="aloud">no</span></td>""");

    private static bool IsBound(PolicyView policy) => policy.Relationship != Kernel.Auth.Relationship.None.Name;

    private static Markup Policy(PolicyView policy, AccessView view) => Markup.Of($"""
        <section class="policy" id="{policy.Name}" aria-labelledby="{policy.Name}-name">
          <h3 id="{policy.Name}-name"><code>{policy.Name}</code>{(policy.IsPersonal ? Markup.Of($"""<span class="tag">personal records</span>""") : Markup.Nothing)}</h3>
          <p>{policy.Sentence}</p>
          <dl>
            <dt>Roles</dt><dd>{RolesOf(policy, view)}</dd>
            <dt>Besides</dt><dd>{view.Relationships.First(r => r.Name == policy.Relationship).Sentence}</dd>
            <dt>Endpoints</dt><dd>{Endpoints(policy)}</dd>
          </dl>
        </section>
        """);

    private static string RolesOf(PolicyView policy, AccessView view)
    {
        var people = view.Roles.Where(role => !Roles.OwnPrograms.Contains(role.Code)).ToList();
        var everybody = people.TrueForAll(role => policy.Roles.Contains(role.Code));
        var named = view.Roles.Where(role => policy.Roles.Contains(role.Code) && !(everybody && people.Contains(role))).Select(role => role.Title);
        return string.Join(", ", everybody ? named.Prepend("Everybody who signs in") : named);
    }

    private static Markup Endpoints(PolicyView policy) => policy.Endpoints.Count == 0
        ? Markup.Of($"none that could be asked")
        : Markup.Of($"""<ul>{Each(policy.Endpoints, e => Markup.Of($"<li>{Endpoint(e.Method, e.Path)}</li>"))}</ul>""");

    private static Markup Relationship(RelationshipView relationship) => Markup.Of(
        $"<dt><code>{relationship.Name}</code></dt><dd>{relationship.Sentence}</dd>");

    private static Markup Role(RoleView role, AccessView view) => Markup.Of($"""
        <details class="role">
          <summary>{role.Title} <code>{role.Code}</code></summary>
          <ul>{Each(view.Policies.Where(p => p.Roles.Contains(role.Code)), p => Markup.Of($"""<li>{p.Sentence} <a href="#{p.Name}">{p.Name}</a></li>"""))}</ul>
        </details>
        """);

    private static Markup Open(OpenEndpointView open) => Markup.Of(
        $"<tr><th scope=\"row\">{Endpoint(open.Method, open.Path)}</th><td>{open.Because}</td></tr>");

    private static Markup Endpoint(string method, string path) => Markup.Of(
        $"""<span class="method {method.ToLowerInvariant()}">{method}</span> <code>{path}</code>""");

    // A policy belongs to the service whose endpoints name it.
    private static string AreaOf(PolicyView policy) =>
        policy.Endpoints.Select(endpoint => endpoint.Service).Distinct().Take(2).ToArray() is [var only] ? only : Everywhere;

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static Markup Each<T>(IEnumerable<T> items, Func<T, Markup> piece) => Markup.Join(items.Select(piece));
}
