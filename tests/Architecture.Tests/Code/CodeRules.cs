using System.Text.RegularExpressions;

namespace IntegratedCare.Architecture.Tests.Code;

public sealed partial class CodeRules
{
    private static readonly string[] VagueNames = ["Common", "Utils", "Utilities", "Helpers", "Services", "Dtos", "Managers", "Misc"];

    [Fact]
    public void No_namespace_says_only_what_kind_of_code_it_holds()
    {
        var vague = Repository.Production.SelectMany(a => a.GetTypes()).Select(t => t.Namespace ?? "")
            .Where(n => n.StartsWith("IntegratedCare", StringComparison.Ordinal) && n.Split('.').Intersect(VagueNames).Any()).Distinct();

        Assert.True(!vague.Any(), $"{string.Join(", ", vague)}: folders are nouns of the domain, because that is what a reader looks for");
    }

    [Fact]
    public void A_class_is_sealed_static_or_abstract()
    {
        var open = Repository.Production.SelectMany(a => a.GetTypes())
            .Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && t.Namespace?.StartsWith("IntegratedCare", StringComparison.Ordinal) == true
                && !t.Name.Contains('<', StringComparison.Ordinal) && !t.FullName!.Contains(".Migrations.", StringComparison.Ordinal)
                && !t.FullName.Contains('<', StringComparison.Ordinal));

        Assert.True(!open.Any(), $"{string.Join(", ", open.Select(t => t.FullName))}: a class that nobody means to derive from says so, because deriving breaks its rules unseen");
    }

    [Fact]
    public void Time_comes_from_a_time_provider()
    {
        var ambient = Repository.Files("src", "*.cs").Concat(Repository.Files("ServiceDefaults", "*.cs"))
            .Where(f => AmbientClock().IsMatch(File.ReadAllText(f))).Select(Repository.Relative);

        Assert.True(!ambient.Any(), $"{string.Join(", ", ambient)} reads the ambient clock: no test can set it");
    }

    [Fact]
    public void No_service_calls_another_over_http()
    {
        // Reading Identity's published keys is the kernel's and is the one exception: a token must be checked against something.
        // Two doors lead out of the place: people may sign in at a provider, whose address stands in the settings and is held to TLS; and the pages
        // that entries name are opened, which never leads to a private address.
        string[] outOfThePlace = ["src/Identity/Federation/ProviderConnection.cs", "src/DirectoryOfServices/Links/LinkFetch.cs", "src/DirectoryOfServices/Imports/FeedReader.cs"];
        var calls = Repository.Services.SelectMany(s => Repository.Files($"src/{s}", "*.cs"))
            .Where(f => !outOfThePlace.Contains(Repository.Relative(f)) && HttpCall().IsMatch(File.ReadAllText(f))).Select(Repository.Relative);

        Assert.True(!calls.Any(), $"{string.Join(", ", calls)} calls over HTTP: then one service down takes the next down with it");
    }

    [Fact]
    public void The_top_level_holds_only_what_was_agreed()
    {
        string[] agreed =
        [
            "AppHost", "ServiceDefaults", "src", "tests", "IntegratedCare.sln", "README.md", "global.json", "dotnet-tools.json",
            "Directory.Build.props", "Directory.Packages.props",
        ];
        var extra = Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName)
            .Where(n => n is not null && !n.StartsWith('.') && !agreed.Contains(n) && n is not ("TestResults" or "artifacts"));

        Assert.Empty(extra);
    }

    [Fact]
    public void Whoever_changes_a_booking_has_the_person_told_of_it()
    {
        var changing = Repository.Files("src/Scheduling", "*.cs").Where(f => BookingChange().IsMatch(File.ReadAllText(f))).ToList();
        var silent = changing.Where(f => !File.ReadAllText(f).Contains("messages.Queue(booking", StringComparison.Ordinal)).Select(Repository.Relative);

        Assert.NotEmpty(changing);
        Assert.True(!silent.Any(), $"{string.Join(", ", silent)} books, moves or cancels and tells only other services: a person would come to a time that is not theirs");
    }

    [GeneratedRegex(@"Publish\(booking\.(Confirmed|Rescheduled|Cancelled)\(")]
    private static partial Regex BookingChange();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b")]
    private static partial Regex AmbientClock();

    [GeneratedRegex(@"\b(HttpClient|IHttpClientFactory|SocketsHttpHandler)\b")]
    private static partial Regex HttpCall();
}
