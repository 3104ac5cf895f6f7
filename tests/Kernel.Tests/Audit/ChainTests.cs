using System.Text.Json;
using IntegratedCare.Kernel.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegratedCare.Kernel.Tests.Audit;

public sealed class ChainTests(SampleHost sample) : IClassFixture<SampleHost>
{
    // A lane that holds at least three records, so that there is a first, a middle and a last.
    private const string Lane = "(select lane from access_lanes where number >= 3 order by lane limit 1)";
    private const string Second = $"(select record_id from access_links where lane = {Lane} and number = 2)";
    private const string Last = $"(select record_id from access_links l join access_lanes h using (lane, number) where lane = {Lane})";

    private readonly AuditTrail audit = new(sample);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_record_that_was_committed_has_its_place_and_the_chain_holds()
    {
        await audit.WriteAsync(10);
        var written = await sample.CountAsync("select count(*) from access_records", Cancelled);

        var verified = await audit.VerifyAsync();

        Assert.True(verified.GetProperty("intact").GetBoolean(), verified.ToString());
        Assert.Equal(written, verified.GetProperty("records").GetInt64());
        Assert.Equal(8, verified.GetProperty("heads").GetArrayLength());
        Assert.Equal(1, await sample.CountAsync("select count(*) from access_records where action = 'audit.verify' and id = (select max(id) from access_records)", Cancelled));
    }

    [Fact]
    public async Task Every_column_is_part_of_what_is_hashed()
    {
        await FillAsync();
        using var db = sample.Host.Db();
        var columns = db.Model.FindEntityType(typeof(AccessRecord))!.GetProperties().Select(p => p.GetColumnName()).Where(c => c != "id");

        foreach (var column in columns)
        {
            var value = column switch
            {
                "at" => "at + interval '1 microsecond'",
                "outcome" => "case outcome when 'Failed' then 'Refused' else 'Failed' end",
                _ => $"case {column} when 'x' then 'y' else 'x' end",
            };
            await FindsAsync($"update access_records set {column} = {value} where id = {Second}", "changed", number: 2);
        }
    }

    [Theory]
    [InlineData("a record is gone", $"delete from access_records where id = {Second}", "missing", 2)]
    [InlineData("a record and its link are gone", $"""
        delete from access_records where id = {Second}; delete from access_links where lane = {Lane} and number = 2
        """, "missing", 2)]
    [InlineData("a link is gone", $"delete from access_links where lane = {Lane} and number = 2", "missing", 2)]
    [InlineData("a number of a record is another", $"update access_records set id = -id where id = {Second}", "missing", 2)]
    [InlineData("two links lead to each other's record", $"""
        create temporary table pair as select lane, number, record_id from access_links where lane = {Lane} and number in (2, 3);
        delete from access_links l using pair p where l.lane = p.lane and l.number = p.number;
        insert into access_links (lane, number, record_id, hash)
          select p.lane, p.number, o.record_id, k.hash from pair p join pair o on o.number = 5 - p.number
          join kept.access_links k on k.lane = p.lane and k.number = p.number
        """, "reordered", 2)]
    [InlineData("two links have changed places", $"""
        update access_links set number = -2 where lane = {Lane} and number = 2;
        update access_links set number = 2 where lane = {Lane} and number = 3;
        update access_links set number = 3 where lane = {Lane} and number = -2
        """, "reordered", 2)]
    [InlineData("a hash is another", $"update access_links set hash = sha256(hash) where lane = {Lane} and number = 2", "changed", 2)]
    [InlineData("the newest record and its link are cut off", $"""
        delete from access_records where id = {Last}; delete from access_links l using access_lanes h where l.lane = h.lane and l.number = h.number and l.lane = {Lane}
        """, "cutOff", null)]
    [InlineData("a head is another", $"update access_lanes set hash = sha256(hash) where lane = {Lane}", "headChanged", null)]
    [InlineData("a head is put back", $"""
        update access_lanes h set number = l.number, hash = l.hash from access_links l
        where h.lane = {Lane} and l.lane = h.lane and l.number = h.number - 1
        """, "headChanged", null)]
    [InlineData("a lane has lost its head", $"delete from access_lanes where lane = {Lane}", "headChanged", null)]
    [InlineData("a lane of nobody's stands beside the others", """
        insert into access_lanes values (99, 1, sha256('')); insert into access_links select 99, 1, 0, sha256('')
        """, "headChanged", null)]
    [InlineData("a record came past the trigger", """
        insert into access_records (subject, role, purpose, action, record_type, record_id) values ('persona:gp', 'gp', 'audit', 'a', 'b', 'c')
        """, "unlinked", null)]
    [InlineData("all links and lanes are gone", "delete from access_links; delete from access_lanes", "headChanged", null)]
    public async Task What_a_superuser_does_to_it_is_found(string what, string attack, string reason, int? number)
    {
        Assert.NotEmpty(what);
        await FillAsync();

        await FindsAsync(attack, reason, number);
    }

    [Fact]
    public async Task A_record_put_between_two_others_with_a_right_hash_is_found_by_the_one_after_it()
    {
        await FillAsync();

        await FindsAsync($"""
            update access_links set number = -number - 1 where lane = {Lane} and number >= 3;
            update access_links set number = -number where number < 0;
            update access_lanes set number = number + 1 where lane = {Lane};
            with put as (
              insert into access_records (subject, role, purpose, action, record_type, record_id)
              values ('persona:gp', 'gp', 'directCare', 'booking.read', 'booking', 'put in') returning id)
            insert into access_links select h.lane, 3, put.id, sha256(h.hash) from put, access_lanes h where h.lane = {Lane};
            {HashAnew(3)}
            """, "inserted", number: 3);
    }

    [Fact]
    public async Task A_lane_written_anew_from_the_middle_holds_by_itself_and_not_against_a_head_that_was_noted()
    {
        await FillAsync();
        var noted = (await audit.VerifyAsync()).GetProperty("heads");
        var anew = $"""
            update access_records set subject = 'persona:somebody-else' where id = {Second};
            {HashAnew(2)}
            {HashAnew(3)}
            delete from access_links where lane = {Lane} and number > 3;
            delete from access_records r where not exists (select from access_links l where l.record_id = r.id);
            update access_lanes h set number = 3, hash = l.hash from access_links l where h.lane = {Lane} and l.lane = h.lane and l.number = 3
            """;

        await audit.TamperedAsync(anew, async () =>
        {
            Assert.True((await audit.VerifyAsync()).GetProperty("intact").GetBoolean());
            var against = await audit.VerifyAsync(noted);
            Assert.False(against.GetProperty("intact").GetBoolean());
            Assert.Contains(against.GetProperty("firstBroken").GetProperty("reason").GetString(), new[] { "rewritten", "cutOff" });
        });

        Assert.True((await audit.VerifyAsync(noted)).GetProperty("intact").GetBoolean());
    }

    [Fact]
    public async Task The_newest_records_cut_off_together_with_their_lanes_head_are_found_against_a_head_that_was_noted()
    {
        await FillAsync();
        var noted = (await audit.VerifyAsync()).GetProperty("heads");

        // Two: the newest of the lane may be the verification itself, which came after the head was noted.
        await audit.TamperedAsync($"""
            delete from access_records r using access_links l, access_lanes h
              where r.id = l.record_id and l.lane = h.lane and l.number > h.number - 2 and l.lane = {Lane};
            delete from access_links l using access_lanes h where l.lane = h.lane and l.number > h.number - 2 and l.lane = {Lane};
            update access_lanes h set number = l.number, hash = l.hash from access_links l
              where h.lane = {Lane} and l.lane = h.lane and l.number = h.number - 2
            """, async () =>
            {
                var against = await audit.VerifyAsync(noted);
                Assert.Contains(against.GetProperty("firstBroken").GetProperty("reason").GetString(), new[] { "cutOff", "rewritten" });
            });
    }

    // What an attacker who knows the form of the hash would compute.
    private string HashAnew(int number)
    {
        using var db = sample.Host.Db();
        var text = new CanonicalText(db.GetService<IDesignTimeModel>().Model).Sql("r");
        return $"""
            update access_links l set hash = sha256(b.hash || convert_to(l.lane || '/' || l.number || ';' || {text}, 'UTF8'))
              from access_links b, access_records r
              where l.lane = {Lane} and l.number = {number} and b.lane = l.lane and b.number = l.number - 1 and r.id = l.record_id;
            """;
    }

    private async Task FillAsync()
    {
        while (await sample.CountAsync("select count(*) from access_lanes where number >= 4", Cancelled) == 0) await audit.WriteAsync(8);
    }

    private Task FindsAsync(string attack, string reason, int? number) => audit.TamperedAsync(attack, async () =>
    {
        var verified = await audit.VerifyAsync();
        Assert.False(verified.GetProperty("intact").GetBoolean(), $"not found: {attack}");
        var found = verified.GetProperty("firstBroken");
        Assert.True(found.GetProperty("reason").GetString() == reason, $"{found} after: {attack}");
        if (number is { } place) Assert.Equal(place, found.GetProperty("number").GetInt64());
        if (reason == "unlinked") Assert.Equal(JsonValueKind.Number, found.GetProperty("recordId").ValueKind);
    });
}
