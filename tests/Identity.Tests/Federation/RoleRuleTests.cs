using System.Text.Json;
using IntegratedCare.Identity.Federation;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>How what a provider says becomes roles here, with the claims that NHS CIS2 documents.</summary>
public sealed class RoleRuleTests
{
    private static readonly ClaimNames Cis2 = new("name", "nhsid_nrbac_roles", "person_roleid", "role_code", "org_code", "selected_roleid");
    private static readonly ClaimNames Groups = new("name", "groups", null, null, null, null);
    private static readonly Dictionary<string, string> Places = new() { ["RT2"] = "pennine-care", ["P85001"] = "a-practice" };
    private static readonly RoleRule Nurse = new("*:R8001", null, "team-clinician", null, "central");

    [Fact]
    public void The_roles_of_cis2_are_read_with_their_ids_and_organisations()
    {
        var claims = new ProviderClaims(
            Json("""{ "sub": "500000000001", "selected_roleid": "500000000003" }"""),
            Json("""
                { "sub": "500000000001", "name": "Caius Example", "selected_roleid": "not the signed one", "nhsid_nrbac_roles": [
                  { "person_orgid": "1", "person_roleid": "500000000002", "org_code": "RT2", "role_code": "S8000:G8000:R8001", "role_name": "Nurse" },
                  { "person_orgid": "2", "person_roleid": "500000000003", "org_code": "P85001", "role_code": "S0010:G0020:R0260" } ] }
                """));

        Assert.Equal("Caius Example", Cis2.NameIn(claims));
        Assert.Equal("500000000003", Cis2.SelectedIn(claims));
        Assert.Equal(
            [new StatedRole("500000000002", "S8000:G8000:R8001", "RT2"), new StatedRole("500000000003", "S0010:G0020:R0260", "P85001")],
            Cis2.RolesIn(claims));
    }

    [Theory]
    [InlineData("""{ "groups": ["nurses", "porters"] }""", 2)]
    [InlineData("""{ "groups": "nurses" }""", 1)]
    [InlineData("""{ "groups": ["", null, 3, {}, [], "with\u0007bell", true] }""", 0)]
    [InlineData("""{ "groups": { "nurses": true } }""", 0)]
    [InlineData("""{ "groups": null }""", 0)]
    [InlineData("""{ }""", 0)]
    public void Groups_may_be_a_list_or_a_single_one_and_anything_else_is_no_role(string json, int count) =>
        Assert.Equal(count, Groups.RolesIn(new(Json(json), null)).Count);

    [Fact]
    public void A_crowd_of_roles_is_cut_off()
    {
        var many = JsonSerializer.SerializeToElement(new { groups = Enumerable.Range(0, 2 * ClaimNames.RolesMax).Select(n => $"g{n}") });

        Assert.Equal(ClaimNames.RolesMax, Groups.RolesIn(new(many, null)).Count);
    }

    [Theory]
    [InlineData("S8000:G8000:R8001", true)]
    [InlineData("R8001", false)]
    [InlineData("S8000:G8000:R8001:R1", false)]
    [InlineData("S8000:G8000:r8001", false)]
    public void A_star_stands_for_any_beginning(string code, bool fits) => Assert.Equal(fits, Nurse.Fits(new("1", code, "RT2")));

    [Fact]
    public void A_rule_may_hold_for_one_organisation_only()
    {
        var here = Nurse with { WhenOrganisation = "RT2" };

        Assert.True(here.Fits(new("1", "S8000:G8000:R8001", "rt2")));
        Assert.False(here.Fits(new("1", "S8000:G8000:R8001", "P85001")));
        Assert.False(here.Fits(new("1", "S8000:G8000:R8001", null)));
    }

    [Fact]
    public void The_organisation_is_the_one_of_the_ods_code_and_else_nobody_acts_for_it()
    {
        Assert.Equal(new MappedRole("team-clinician", "pennine-care", "central"), Nurse.Map(new("1", "x:R8001", "rt2"), Places));
        Assert.Null(Nurse.Map(new("1", "x:R8001", "UNKNOWN"), Places));
        Assert.Null(Nurse.Map(new("1", "x:R8001", null), Places));
        Assert.Equal("oldham-council", (Nurse with { Organisation = "oldham-council" }).Map(new("1", "x:R8001", null), Places)?.OrganisationCode);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
