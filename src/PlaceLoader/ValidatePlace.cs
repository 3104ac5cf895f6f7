using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader;

/// <summary>Reads and checks a whole place and reports everything that was found.</summary>
internal static class ValidatePlace
{
    /// <summary>The place; null when it may not be loaded.</summary>
    public static Place? Run(string placeOrFolder, TextWriter output, TextWriter errors)
    {
        if (PlaceFolder.Find(placeOrFolder) is not { } folder)
        {
            errors.WriteLine(
                $"'{placeOrFolder}' is neither a place that comes with the program nor a folder with {PlaceProfile.File}.");
            return null;
        }

        var findings = new Findings();
        var place = PlaceFolder.Read(folder, findings);
        foreach (var finding in findings.All) (finding.IsError ? errors : output).WriteLine(finding);
        if (place is null)
            errors.WriteLine($"{findings.All.Count(finding => finding.IsError)} errors; nothing was loaded.");
        else
            output.WriteLine(
                $"{place.Profile.Name} is valid: {place.Organisations.Count} organisations, {place.Sites.Count} sites, "
                + $"{place.Services.Count} services, {place.Teams.Count} teams, {place.Funds.Count} funds.");
        return place;
    }
}
