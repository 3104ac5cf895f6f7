using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.SampleService;
using IntegratedCare.SampleService.Letters;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Kernel.Tests.PersonalData;

/// <summary>Data keys over their whole life, on a database of each test's own.</summary>
public sealed class DataKeyTests(RealServers servers) : IAsyncLifetime
{
    private readonly FixedClock clock = new(new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private ServiceHost<Program, SampleDb>? host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceHost<Program, SampleDb> Host => host ?? throw new InvalidOperationException("Not started.");

    private IServiceProvider Here => Host.Services;

    public async ValueTask InitializeAsync() => host = await ServiceHost<Program, SampleDb>.StartAsync(servers, "ledger",
        web => web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Fact]
    public async Task Replicas_that_start_at_once_share_one_data_key()
    {
        await using var second = new SampleReplica(Host);
        await using var third = new SampleReplica(Host);
        var id = await SampleReplica.WriteAsync(second.Services, "Dear Zoë");

        Assert.Equal(("Dear Zoë", null), await SampleReplica.ReadAsync(third.Services, id));
        Assert.Equal([(1, "current", 1L)], await KeysAsync());
    }

    [Fact]
    public async Task A_rotation_under_load_loses_nothing_and_ends_with_the_old_key_destroyed()
    {
        await using var second = new SampleReplica(Host, clock: clock);
        var written = new List<Task<(LetterId Id, string Text)>>();
        for (var i = 0; i < 400; i++)
        {
            var (replica, text) = (i % 2 == 0 ? Here : second.Services, $"letter {i}");
            written.Add(Task.Run(async () => (await SampleReplica.WriteAsync(replica, text, $"answer of {text}"), text), Cancelled));
            if (i % 100 == 50) await RotateAsync();
        }

        var edits = Task.Run(async () =>
        {
            foreach (var writing in written.Take(50)) await SampleReplica.AnswerAsync(second.Services, (await writing).Id, "changed");
        }, Cancelled);
        while (!edits.IsCompleted) await SampleReplica.ReencryptAsync(Here, Cancelled);
        await edits;
        await Task.WhenAll(written);
        second.Services.GetRequiredService<DataKeyRing>().Refresh();
        clock.Now += TimeSpan.FromHours(25);
        await Task.WhenAll(SampleReplica.ReencryptAsync(Here, Cancelled), SampleReplica.ReencryptAsync(second.Services, Cancelled));
        await SampleReplica.ReencryptAsync(Here, Cancelled);

        Assert.Equal([(5, "current", 800L), (4, "destroyed", 0L), (3, "destroyed", 0L), (2, "destroyed", 0L), (1, "destroyed", 0L)], await KeysAsync());
        foreach (var (writing, i) in written.Select((writing, i) => (writing, i)))
        {
            var (id, text) = await writing;
            Assert.Equal((text, i < 50 ? "changed" : $"answer of {text}"), await SampleReplica.ReadAsync(i % 2 == 0 ? Here : second.Services, id));
        }
    }

    [Fact]
    public async Task A_retired_key_is_kept_as_long_as_a_replica_could_still_write_with_it()
    {
        await using var second = new SampleReplica(Host, clock: clock);
        await RotateAsync();
        Assert.Equal(0, await SampleReplica.ReencryptAsync(Here, Cancelled));

        var late = await SampleReplica.WriteAsync(second.Services, "written by who has not heard yet");
        Assert.Equal([(2, "current", 0L), (1, "retired", 1L)], await KeysAsync());

        Assert.Equal(1, await SampleReplica.ReencryptAsync(Here, Cancelled));
        Assert.Equal([(2, "current", 1L), (1, "retired", 0L)], await KeysAsync());
        Assert.Equal("written by who has not heard yet", (await SampleReplica.ReadAsync(second.Services, late)).Text);
    }

    [Fact]
    public async Task The_key_encryption_key_changes_over_a_restart_and_the_former_one_can_then_go()
    {
        var former = Here.GetRequiredService<IConfiguration>()["PersonalData:Key"];
        var id = await SampleReplica.WriteAsync(Here, "Dear Zoë");
        var next = new Dictionary<string, string?> { ["PersonalData:Key"] = NewKey(), ["PersonalData:PreviousKeys:0"] = former };

        await using (var changing = new SampleReplica(Host, next))
        {
            Assert.Equal("Dear Zoë", (await SampleReplica.ReadAsync(changing.Services, id)).Text);
            Assert.Equal("Dear Zoë", (await SampleReplica.ReadAsync(Here, id)).Text);
        }

        next.Remove("PersonalData:PreviousKeys:0");
        await using var changed = new SampleReplica(Host, next);
        Assert.Equal("Dear Zoë", (await SampleReplica.ReadAsync(changed.Services, id)).Text);
    }

    [Fact]
    public async Task A_wrong_key_ends_the_process_at_the_start_and_overwrites_nothing()
    {
        var id = await SampleReplica.WriteAsync(Here, "Dear Zoë");
        var before = await ScalarAsync("select string_agg(data_keys::text, ' ') from data_keys");

        var refused = Assert.ThrowsAny<Exception>(() => new SampleReplica(Host, new Dictionary<string, string?> { ["PersonalData:Key"] = NewKey() }));

        var reason = Reasons(refused).OfType<WrongPersonalDataKeyException>().First().Message;
        Assert.Contains("PersonalData:PreviousKeys:0", reason, StringComparison.Ordinal);
        Assert.Contains("Nothing has been changed", reason, StringComparison.Ordinal);
        Assert.Equal(before, await ScalarAsync("select string_agg(data_keys::text, ' ') from data_keys"));
        Assert.Equal("Dear Zoë", (await SampleReplica.ReadAsync(Here, id)).Text);
    }

    [Fact]
    public async Task Values_of_before_there_were_data_keys_are_taken_over()
    {
        var key = Convert.FromBase64String(Here.GetRequiredService<IConfiguration>()["PersonalData:Key"]!);
        var (byRow, byColumn) = (LetterId.New(), LetterId.New());
        await ExecuteAsync("delete from data_keys");
        await InsertAsync(byRow, DirectText.Close("bound to its row", $"{Letter.TextColumn}/{byRow.Value}", key));
        await InsertAsync(byColumn, DirectText.Close("bound to its column", Letter.TextColumn, key));

        await using var upgraded = new SampleReplica(Host, clock: clock);
        Assert.Equal([(1, "current", 0L), (0, "retired", 2L)], await KeysAsync());
        Assert.Equal("bound to its column", (await SampleReplica.ReadAsync(upgraded.Services, byColumn)).Text);
        clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(2, await SampleReplica.ReencryptAsync(upgraded.Services, Cancelled));

        Assert.Equal([(1, "current", 2L), (0, "destroyed", 0L)], await KeysAsync());
        Assert.Equal("bound to its row", (await SampleReplica.ReadAsync(upgraded.Services, byRow)).Text);
        Assert.Equal("bound to its column", (await SampleReplica.ReadAsync(upgraded.Services, byColumn)).Text);
    }

    [Fact]
    public async Task A_service_that_never_had_data_keys_refuses_a_key_that_reads_none_of_its_values()
    {
        var id = LetterId.New();
        await ExecuteAsync("delete from data_keys");
        await InsertAsync(id, DirectText.Close("old", $"{Letter.TextColumn}/{id.Value}", RandomNumberGenerator.GetBytes(32)));

        var refused = Assert.ThrowsAny<Exception>(() => new SampleReplica(Host));

        Assert.Contains(Reasons(refused), reason => reason is WrongPersonalDataKeyException);
        Assert.Equal(0L, await ScalarAsync("select count(*) from data_keys"));
    }

    [Fact]
    public async Task Who_is_killed_in_the_middle_of_a_batch_leaves_every_value_readable_and_the_next_one_ends_the_work()
    {
        var ids = new List<LetterId>();
        for (var i = 0; i < Reencryption.BatchMax + 20; i++) ids.Add(await SampleReplica.WriteAsync(Here, $"letter {i}"));
        await RotateAsync();
        await using var gate = new NpgsqlConnection(Host.SuperuserConnectionString + ";Pooling=false");
        await gate.OpenAsync(Cancelled);

        // A row of the second batch waits, in the middle of its transaction, until the test lets it go.
        await ExecuteAsync($"""
            create function wait_at_gate() returns trigger language plpgsql as $$
            begin
              if new.id = '{ids[Reencryption.BatchMax + 5].Value}' then perform pg_advisory_xact_lock(4711); end if;
              return new;
            end $$;
            create trigger wait_at_gate before update on letters for each row execute function wait_at_gate();
            """);
        await using (var close = new NpgsqlCommand("select pg_advisory_lock(4711)", gate)) await close.ExecuteNonQueryAsync(Cancelled);
        var working = SampleReplica.ReencryptAsync(Here, Cancelled);
        await Eventually.Async(async () => await ScalarAsync(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and wait_event = 'advisory' and datname = current_database()") is 1L);

        await ExecuteAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename like 'ledger_service%' and datname = current_database()");

        await Assert.ThrowsAnyAsync<Exception>(() => working);
        await gate.CloseAsync();
        Assert.Equal([(2, "current", (long)Reencryption.BatchMax), (1, "retired", 20L)], await KeysAsync());
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
            Assert.Equal($"letter {i}", (await SampleReplica.ReadAsync(Here, id)).Text);
        Assert.Equal(20, await SampleReplica.ReencryptAsync(Here, Cancelled));
        Assert.Equal([(2, "current", ids.Count), (1, "retired", 0L)], await KeysAsync());
    }

    [Fact]
    public async Task A_value_that_was_tampered_with_is_left_alone_and_keeps_its_key()
    {
        var (bad, good) = (await SampleReplica.WriteAsync(Here, "bad"), await SampleReplica.WriteAsync(Here, "good"));
        await ExecuteAsync($"update letters set text = set_byte(text, 34, get_byte(text, 34) # 1) where id = '{bad.Value}'");
        await RotateAsync();
        clock.Now += TimeSpan.FromHours(25);

        Assert.Equal(1, await SampleReplica.ReencryptAsync(Here, Cancelled));

        Assert.Equal([(2, "current", 1L), (1, "retired", 1L)], await KeysAsync());
        Assert.Equal("good", (await SampleReplica.ReadAsync(Here, good)).Text);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => SampleReplica.ReadAsync(Here, bad));
    }

    [Fact]
    public async Task A_text_that_was_moved_to_another_row_or_column_does_not_open()
    {
        var (one, other) = (await SampleReplica.WriteAsync(Here, "one", "its answer"), await SampleReplica.WriteAsync(Here, "other"));
        await ExecuteAsync($"update letters set text = (select text from letters where id = '{one.Value}') where id = '{other.Value}'");
        await ExecuteAsync($"update letters set answer = text where id = '{one.Value}'");

        await Assert.ThrowsAnyAsync<CryptographicException>(() => SampleReplica.ReadAsync(Here, other));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => SampleReplica.ReadAsync(Here, one));
    }

    [Fact]
    public async Task Only_an_operator_sees_and_rotates_data_keys_and_nobody_sees_a_key()
    {
        using var gp = Host.Client(Roles.Gp, "practice");
        using var anyone = Host.Anonymous();
        await RotateAsync();

        using var forbidden = await gp.PostAsync(new Uri("/operations/ledger/data-keys/rotation", UriKind.Relative), null, Cancelled);
        using var unknown = await anyone.GetAsync(new Uri("/operations/ledger/data-keys", UriKind.Relative), Cancelled);
        using var operations = Host.Client(Roles.Operator);
        var seen = await operations.GetStringAsync(new Uri("/operations/ledger/data-keys", UriKind.Relative), Cancelled);

        Assert.Equal((403, 401), ((int)forbidden.StatusCode, (int)unknown.StatusCode));
        Assert.DoesNotContain((string)await ScalarAsync("select encode(wrapped_key, 'base64') from data_keys where id = 2"), seen, StringComparison.Ordinal);
        Assert.Equal("data-key.rotate data-key 2", await ScalarAsync(
            "select concat_ws(' ', action, record_type, record_id) from access_records where action like 'data-key%'"));
    }

    private async Task RotateAsync()
    {
        using var operations = Host.Client(Roles.Operator);
        using var answer = await operations.PostAsync(new Uri("/operations/ledger/data-keys/rotation", UriKind.Relative), null, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<IReadOnlyList<(int Id, string State, long Values)>> KeysAsync()
    {
        using var operations = Host.Client(Roles.Operator);
        var view = await operations.GetFromJsonAsync<JsonElement>(new Uri("/operations/ledger/data-keys", UriKind.Relative), Cancelled);
        return [.. view.GetProperty("items").EnumerateArray()
            .Select(key => (key.GetProperty("id").GetInt32(), key.GetProperty("state").GetString()!, key.GetProperty("values").GetInt64()))];
    }

    private async Task InsertAsync(LetterId id, byte[] text)
    {
        await using var db = Host.Db();
        db.Letters.Add(new() { Id = id, Text = text });
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task ExecuteAsync(string sql) => await ScalarAsync(sql);

    private async Task<object> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Host.SuperuserConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled) ?? DBNull.Value;
    }

    private static IEnumerable<Exception> Reasons(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) yield return exception;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
