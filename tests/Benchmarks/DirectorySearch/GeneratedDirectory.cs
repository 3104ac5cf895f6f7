using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>So many services of a place that is not there: names and texts of care's own words, some common and most rare, at sites around a town.</summary>
/// <remarks>The same seed, the same directory. Common words stand in a tenth of the services: what makes ranking everything dear.</remarks>
internal sealed class GeneratedDirectory(int size)
{
    /// <summary>What people ask for; two words mostly, as they do.</summary>
    public static readonly IReadOnlyList<string> Searches =
    [
        "leg ulcer", "wound care", "back pain", "falls balance", "memory clinic", "children asthma", "home care", "counselling anxiety",
        "diabetes foot", "hearing aid", "stroke rehabilitation", "carers support", "housing advice", "dementia cafe", "smoking", "physiotherapy",
    ];

    private const int Seed = 20_260_610;
    private const int ServicesPerSite = 10, ServicesPerOrganisation = 40;
    private const int NeighbourhoodCount = 5, Postcodes = 500;
    private const double Latitude = 53.54, Longitude = -2.11, Spread = 0.08;

    private static readonly string[] Words =
    [
        "care", "clinic", "support", "health", "home", "children", "community", "advice", "pain", "therapy", "assessment", "nursing", "treatment", "group",
        "carers", "adults", "mental", "wellbeing", "wound", "back", "diabetes", "anxiety", "memory", "falls", "physiotherapy", "leg", "foot", "dementia",
        "stroke", "housing", "hearing", "smoking", "asthma", "ulcer", "rehabilitation", "counselling", "balance", "aid", "cafe", "podiatry", "continence",
        "autism", "speech", "language", "nutrition", "weight", "heart", "kidney", "cancer", "breathing", "sleep", "skin", "eye", "vision", "dental",
        "maternity", "baby", "parenting", "youth", "school", "bereavement", "loneliness", "befriending", "debt", "benefits", "employment", "transport",
        "meals", "equipment", "respite", "palliative", "epilepsy", "parkinson", "arthritis", "fracture", "scan", "ultrasound", "xray", "blood",
        "vaccination", "screening", "allergy", "headache", "migraine", "alcohol", "drugs", "recovery", "crisis", "domestic", "safeguarding", "interpreting",
        "deaf", "wheelchair", "prosthetics", "lymphoedema", "compression", "dressing", "doppler", "catheter", "stoma", "oxygen", "dialysis", "infusion",
    ];

    private static readonly string[] Categories =
        ["Outpatient", "Diagnostic", "CommunityHealth", "AdultSocialCare", "MentalHealthAndLearningDisability", "VoluntarySector", "EarlyHelp", "StayingWell"];

    private static readonly string[] Deliveries = ["InPerson", "Home", "Telephone", "Video", "Online"];

    private readonly Random random = new(Seed);

    public async Task FillAsync(NpgsqlDataSource owner)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await ExecuteAsync(connection, "set session_replication_role = replica");     // triggers would write each document by itself
        await ExecuteAsync(connection, $"""
            insert into places (code, name) values ('generated', 'Generated');
            insert into neighbourhoods (code, name, place_code, population_from, population_to)
            select 'n' || n, 'Neighbourhood ' || n, 'generated', 30000, 60000 from generate_series(1, {NeighbourhoodCount}) n;
            insert into postcodes (postcode, latitude, longitude, neighbourhood_code)
            select 'GE' || 1 + n / 100 || ' ' || (n % 10) || chr(65 + n / 10 % 10) || 'A', {Number(Latitude)} + (n % 25 - 12) * {Number(Spread / 12)},
              {Number(Longitude)} + (n / 25 - 10) * {Number(Spread / 10)}, 'n' || 1 + n % {NeighbourhoodCount} from generate_series(0, {Postcodes - 1}) n
            """);
        var organisations = Ids(1 + size / ServicesPerOrganisation);
        var sites = Ids(1 + size / ServicesPerSite);
        var services = Ids(size);
        await ImportAsync(connection, "organisations (id, name, kind, status, is_demonstration)", organisations, (writer, id) =>
        {
            Write(writer, id, $"{Capital(Word())} {Capital(Word())} Trust", "NhsTrust", "Active");
            writer.Write(true);
        });
        await ImportAsync(connection, "sites (id, name, kind, organisation_id, address_lines, neighbourhood_code, latitude, longitude, is_demonstration, version)", sites, (writer, id) =>
        {
            Write(writer, id, $"{Capital(Word())} Centre", "PrimaryCareCentre");
            writer.Write(organisations[random.Next(organisations.Length)], NpgsqlDbType.Uuid);
            writer.Write(new[] { "1 High Street" }, NpgsqlDbType.Array | NpgsqlDbType.Text);
            writer.Write($"n{1 + random.Next(NeighbourhoodCount)}");
            writer.Write(Latitude + Spread * (random.NextDouble() - 0.5) * 2, NpgsqlDbType.Double);
            writer.Write(Longitude + Spread * (random.NextDouble() - 0.5) * 3, NpgsqlDbType.Double);
            writer.Write(true);
            writer.Write(1L);
        });
        await ImportAsync(connection, """
            care_services (id, name, description, category, provider_id, delivery, keywords, bookable, status, is_restricted, is_demonstration,
              digital_first, needs_care_act_eligibility, interpreting, version, changed_at, minimum_age_years)
            """, services, (writer, id) => WriteService(writer, id, organisations[random.Next(organisations.Length)]));
        await ImportAsync(connection, "service_sites (service_id, site_id)", services, (writer, id) =>
        {
            writer.Write(id, NpgsqlDbType.Uuid);
            writer.Write(sites[random.Next(sites.Length)], NpgsqlDbType.Uuid);
        });
        await ExecuteAsync(connection, """
            insert into search_documents (service_id, document, headline, body)
            select s.id, setweight(to_tsvector('english', s.name), 'A') || setweight(to_tsvector('english', array_to_string(s.keywords, ' . ')), 'B')
                || setweight(to_tsvector('english', s.description), 'C') || setweight(to_tsvector('english', o.name || ' ' || site.name), 'D'),
              s.name || ' ' || array_to_string(s.keywords, ' . '), s.description || ' ' || o.name || ' ' || site.name
            from care_services s join organisations o on o.id = s.provider_id
            join service_sites at on at.service_id = s.id join sites site on site.id = at.site_id
            """);
        await ExecuteAsync(connection, "vacuum analyze");
    }

    private void WriteService(NpgsqlBinaryImporter writer, Guid id, Guid provider)
    {
        Write(writer, id, $"{Capital(Word())} {Word()} {Word()}", $"{Capital(Text(24))}.", Categories[random.Next(Categories.Length)]);
        writer.Write(provider, NpgsqlDbType.Uuid);
        writer.Write(Deliveries.Where(_ => random.Next(3) == 0).DefaultIfEmpty("InPerson").ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        writer.Write(new[] { $"{Word()} {Word()}", Word(), Word() }, NpgsqlDbType.Array | NpgsqlDbType.Text);
        writer.Write(random.Next(2) == 0);
        writer.Write("Active");
        writer.Write(random.Next(200) == 0);
        foreach (var flag in (bool[])[true, false, false, random.Next(20) == 0]) writer.Write(flag);
        writer.Write(1L);
        writer.Write(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
        if (random.Next(4) == 0) writer.Write(18);
        else writer.WriteNull();
    }

    // The first words of the list come often, the last ones rarely (Zipf).
    private string Word() => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 2.2))];

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private Guid[] Ids(int count)
    {
        var bytes = new byte[16];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return new Guid(bytes);
        })];
    }

    private static void Write(NpgsqlBinaryImporter writer, Guid id, params string[] texts)
    {
        writer.Write(id, NpgsqlDbType.Uuid);
        foreach (var text in texts) writer.Write(text);
    }

    private static async Task ImportAsync(NpgsqlConnection connection, string target, Guid[] ids, Action<NpgsqlBinaryImporter, Guid> write)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)");
        foreach (var id in ids)
        {
            await writer.StartRowAsync();
            write(writer, id);
        }

        await writer.CompleteAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
