using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Sites;
using Npgsql;

namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A row of <see cref="IndexQueries.ServicesNamed"/> as the index takes it in.</summary>
internal static class IndexRow
{
    private static readonly Dictionary<string, string> Words = WordsOf<ServiceCategory>().Concat(WordsOf<Delivery>())
        .Concat(WordsOf<EligibleSex>()).Concat(WordsOf<AccessibilityFeature>()).DistinctBy(pair => pair.Name)
        .ToDictionary(pair => pair.Name, pair => pair.Word, StringComparer.Ordinal);

    public static IndexedService Read(NpgsqlDataReader row)
    {
        var sites = SitesOf(row.IsDBNull(24) ? null : row.GetString(24));
        return new()
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Words = TsVector.Read(row.GetFieldValue<byte[]>(20)),
            Tags = [.. TagsOf(row, sites)],
            Provider = new(row.GetGuid(17), row.GetString(18), row.IsDBNull(19) ? null : row.GetString(19)),
            Sites = [.. sites.Select(site => site.Site)],
            AgeFrom = row.IsDBNull(9) ? 0 : row.GetInt32(9),
            AgeTo = row.IsDBNull(10) ? IndexedService.NoAgeLimit : row.GetInt32(10),
            Reported = row.IsDBNull(25) ? null : new(
                Enum.Parse<CapacityLevel>(row.GetString(25)), row.GetFieldValue<DateTimeOffset>(26), row.GetFieldValue<DateTimeOffset>(27),
                row.GetString(28), row.IsDBNull(29) ? null : row.GetString(29)),
            Diary = !TakesBookings(row) || row.IsDBNull(30) ? null : new(row.GetBoolean(30), row.GetFieldValue<DateTimeOffset>(31)),
            NextSlots = [.. SlotsOf(row)],
            Hours = HoursOf(row.GetString(14), row.GetString(15), row.GetString(16)),
            AssuredOn = row.IsDBNull(12) ? null : row.GetFieldValue<DateOnly>(12),
            IsDemonstration = row.GetBoolean(13),
        };
    }

    private static IEnumerable<(TagField, string)> TagsOf(NpgsqlDataReader row, IReadOnlyList<(IndexedSite Site, string[] Accessibility)> sites)
    {
        yield return (TagField.Category, Words[row.GetString(2)]);
        yield return (TagField.Status, StatusOf(Enum.Parse<RecordStatus>(row.GetString(3)), row.GetBoolean(4)).Word());
        yield return (TagField.Bookable, row.GetBoolean(5) ? "true" : "false");
        foreach (var delivery in row.GetFieldValue<string[]>(6)) yield return (TagField.Delivery, Words[delivery]);
        foreach (var language in row.GetFieldValue<string[]>(7)) yield return (TagField.Language, language);
        if (row.GetBoolean(8)) yield return (TagField.Language, IndexedLanguage.Interpreted);
        if (!row.IsDBNull(11)) yield return (TagField.Sex, Words[row.GetString(11)]);
        foreach (var neighbourhood in row.GetFieldValue<string[]>(21)) yield return (TagField.Serves, neighbourhood);
        foreach (var district in row.GetFieldValue<string[]>(34)) yield return (TagField.Catchment, district);
        foreach (var practice in row.GetFieldValue<string[]>(22)) yield return (TagField.Practice, practice);
        foreach (var term in row.GetFieldValue<string[]>(23)) yield return (TagField.Need, term);
        foreach (var neighbourhood in sites.Select(site => site.Site.NeighbourhoodCode).OfType<string>().Distinct()) yield return (TagField.StandsIn, neighbourhood);
        foreach (var feature in sites.SelectMany(site => site.Accessibility).Distinct()) yield return (TagField.Accessibility, Words[feature]);
    }

    private static bool TakesBookings(NpgsqlDataReader row) => row.GetBoolean(5) && Enum.Parse<RecordStatus>(row.GetString(3)) == RecordStatus.Active;

    // Nobody can be booked into a restricted service, so no slot of it is free.
    private static IEnumerable<(string, DateTimeOffset)> SlotsOf(NpgsqlDataReader row)
    {
        if (!TakesBookings(row) || row.GetBoolean(4) || row.IsDBNull(32)) yield break;

        yield return (IndexedService.Anywhere, row.GetFieldValue<DateTimeOffset>(32));
        foreach (var start in JsonColumn.ReadList<NextStart>(row.GetString(33))) yield return (start.NeighbourhoodCode, start.StartsAt);
    }

    private static ServiceStatus StatusOf(RecordStatus status, bool isRestricted) => status switch
    {
        RecordStatus.Active => isRestricted ? ServiceStatus.Restricted : ServiceStatus.Active,
        RecordStatus.Closed => ServiceStatus.Closed,
        RecordStatus.Dormant => ServiceStatus.Dormant,
    };

    private static IndexedHours? HoursOf(string hours, string exceptions, string onBankHolidays) =>
        hours == "[]" ? null : new(hours, exceptions, Enum.Parse<BankHolidayRule>(onBankHolidays));

    private static IReadOnlyList<(IndexedSite Site, string[] Accessibility)> SitesOf(string? json)
    {
        if (json is null) return [];

        using var list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Select(site => (
            new IndexedSite(site[0].GetGuid(), site[1].GetString() ?? "", site[2].GetString(), site[3].GetString(), NumberOf(site[4]), NumberOf(site[5])),
            site[6].EnumerateArray().Select(feature => feature.GetString() ?? "").ToArray()))];
    }

    private static double? NumberOf(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetDouble();

    private static IEnumerable<(string Name, string Word)> WordsOf<TEnum>() where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Select(value => (value.ToString(), value.Word()));
}
