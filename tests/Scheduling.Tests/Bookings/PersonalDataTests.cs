namespace IntegratedCare.Scheduling.Tests.Bookings;

public class PersonalDataTests(Place place)
{
    private static readonly string[] Secrets = [A.NhsNumber, A.FamilyName, A.Reason, "OL1 2HG", "0161 496 0123", "Language interpreter", "SECRET-CAUSE"];

    [Fact]
    public async Task What_is_known_of_a_person_stands_in_no_column_event_or_log_line()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var clinician = place.Host.Clinician();
        var booking = await gp.BookedAsync(team.Service);
        await clinician.SeeAsync($"teams/{team.Id}/day?date={booking.Start:yyyy-MM-dd}");
        await gp.SayAsync("bookings/search", new { nhsNumber = A.NhsNumber });
        await gp.SayAsync(booking.Id, "cancellation", new { reason = "SECRET-CAUSE" });
        await gp.SayAsync(booking.Id, "cancellation", new { reason = "SECRET-CAUSE", familyName = A.FamilyName });

        var stored = await place.Host.ScalarAsync<string>(
            """
            SELECT string_agg(query_to_xml(format('SELECT * FROM %I', table_name), true, true, '')::text, ' ')
            FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
            """);
        var columns = await place.Host.ScalarAsync<string>(
            $"SELECT encode(family_name || reason || nhs_number || cancellation_reason, 'escape') FROM bookings WHERE id = '{booking.Id}'");
        var logged = string.Join('\n', place.Log.Lines);
        var published = string.Join('\n', place.Host.Events.All.Select(e => e.Text));
        foreach (var secret in Secrets)
        {
            foreach (var text in new[] { stored, columns, logged, published })
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(booking.Id.ToString(), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_person_has_one_pseudonym_and_never_the_same_cipher_text()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var (first, second) = (await gp.BookedAsync(team.Service), await gp.BookedAsync(team.Service));

        Assert.Equal("1 2", await place.Host.ScalarAsync<string>(
            $"""
             SELECT count(DISTINCT person_key) || ' ' || count(DISTINCT nhs_number) FROM bookings
             WHERE id IN ('{first.Id}', '{second.Id}')
             """));
    }

    [Fact]
    public async Task Every_encrypted_text_of_a_booking_counts_as_lying_under_the_data_key()
    {
        await using var host = await place.StartAsync();
        var team = await host.OpenTeamAsync();
        using var gp = host.Gp();
        using var operations = host.Client(Kernel.Auth.Roles.Operator);
        var booking = await gp.BookedAsync(team.Service);
        await gp.SayAsync(booking.Id, "cancellation", new { reason = "SECRET-CAUSE" });

        var keys = await operations.GetStringAsync("/operations/scheduling/data-keys", TestContext.Current.CancellationToken);

        Assert.Contains("\"values\":10}", keys, StringComparison.Ordinal);
    }
}
