using System.Text.RegularExpressions;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Tests.PlaceData;

/// <summary>Oldham's real organisations against the national register's own rows, where those are at hand.</summary>
public sealed partial class OdsRegisterTests
{
    private static readonly Dictionary<string, string> Statuses =
        new() { ["A"] = "active", ["C"] = "closed", ["D"] = "dormant" };

    [Fact]
    public void Every_row_of_the_register_is_in_Oldham_with_its_code_postcode_telephone_dates_and_status()
    {
        var oldham = ShippedPlaceTests.Read("oldham");

        foreach (var row in Register())
        {
            var organisation = Assert.Single(oldham.Organisations, each => each.OdsCode == row["organisation_code"]);
            Assert.Equal(Statuses[row["status"]], organisation.Status);
            Assert.Equal(row["open_date"], $"{organisation.OpenedOn:yyyyMMdd}");
            Assert.Equal(row["close_date"], $"{organisation.ClosedOn:yyyyMMdd}");

            var site = Assert.Single(oldham.Sites, each => each.Organisation == organisation.Code);
            Assert.Equal(row["postcode"], site.Postcode);
            Assert.Equal(Digits(row["telephone"]), Digits(site.Telephone!));

            var service = Assert.Single(oldham.Services, each => each.Provider == organisation.Code);
            Assert.Equal(organisation.Status, service.Status);
            Assert.Equal([site.Code], service.Sites);
            Assert.Contains($"prescribing setting {row["prescribing_setting"]})", service.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Oldham_claims_no_register_entry_that_the_register_does_not_have()
    {
        var registered = Register().Select(row => row["organisation_code"]).ToHashSet();

        var claimed = ShippedPlaceTests.Read("oldham").Organisations
            .Where(each => each.Provenance.Source == "ODS epraccur")
            .Select(each => each.OdsCode!);

        Assert.Equal(registered, claimed.ToHashSet());
    }

    [Fact]
    public void Addresses_read_as_a_person_would_write_them()
    {
        var lines = ShippedPlaceTests.Read("oldham").Sites
            .SelectMany(site => site.AddressLines.Append(site.Name))
            .ToList();

        Assert.All(lines, line => Assert.DoesNotMatch(Shouting(), line));
        Assert.All(lines, line => Assert.DoesNotMatch(Abbreviated(), line));
    }

    private static List<Dictionary<string, string>> Register()
    {
        if (RegisterFile() is not { } file)
        {
            Assert.Skip("The register's extract is not beside this repository (shared/data/ods/epraccur-oldham.csv).");
            return [];
        }
        using var reader = new StreamReader(file);
        var lines = CsvText.Rows(reader).ToList();
        return [.. lines.Skip(1).Select(line => lines[0].Cells.Zip(line.Cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    // The extract lies in a folder beside the repository: the search climbs from the tests' output.
    private static string? RegisterFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "ods", "epraccur-oldham.csv");
            if (File.Exists(file)) return file;
        }
        return null;
    }

    private static string Digits(string telephone) => telephone.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex("[A-Z]{4,}")]
    private static partial Regex Shouting();

    [GeneratedRegex(@"\b(Ctr|Hth|Hlth|Rd|Prac|Pract|Dept|Med)\b|\.")]
    private static partial Regex Abbreviated();
}
