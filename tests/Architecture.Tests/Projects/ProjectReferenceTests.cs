using System.Xml.Linq;

namespace IntegratedCare.Architecture.Tests.Projects;

public sealed class ProjectReferenceTests
{
    public static TheoryData<string> Services => [.. Repository.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_knows_only_the_contracts_the_kernel_and_the_defaults(string service) =>
        AssertReferences($"src/{service}", ["Contracts", "Kernel", "ServiceDefaults"],
            "services talk by events, so that each can be changed, stopped and restored alone");

    [Fact]
    public void The_kernel_knows_no_service() =>
        AssertReferences("src/Kernel", ["Contracts"], "what all services share cannot depend on one of them");

    [Fact]
    public void Contracts_know_nothing() =>
        AssertReferences("src/Contracts", [], "an event must be readable without anybody's code");

    [Fact]
    public void The_gateway_knows_no_service() =>
        AssertReferences("src/Gateway", ["Kernel", "ServiceDefaults"], "the door forwards; it decides nothing");

    [Fact]
    public void The_place_loader_uses_the_public_api_like_anybody_else() =>
        AssertReferences("src/PlaceLoader", ["ServiceDefaults"], "a place is loaded through the door that partners use");

    [Fact]
    public void The_demonstrations_mail_server_knows_nobody_who_sends() =>
        AssertReferences("src/DemonstrationMail", ["ServiceDefaults"], "it takes mails by SMTP as any server would, so that what it shows was really sent");

    [Fact]
    public void Versions_stand_in_one_place()
    {
        var own = Repository.Files(".", "*.csproj").Where(f => XDocument.Load(f).Descendants("PackageReference")
            .Any(p => p.Attribute("Version") is not null));

        Assert.True(!own.Any(), $"{string.Join(", ", own)} pins a package itself, because two versions of one package in one system break at night");
    }

    [Fact]
    public void Versions_are_exact()
    {
        var open = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => p.Attribute("Version")?.Value ?? "").Where(v => v.Contains('*') || v.Contains(',') || v.Contains('['));

        Assert.Empty(open);
    }

    private static void AssertReferences(string folder, string[] allowed, string because)
    {
        var project = Repository.Files(folder, "*.csproj").Single();
        var foreign = XDocument.Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")?.Value.Replace('\\', '/')))
            .Where(name => !allowed.Contains(name));

        Assert.True(!foreign.Any(), $"{folder} refers to {string.Join(", ", foreign)}: not allowed because {because}");
    }
}
