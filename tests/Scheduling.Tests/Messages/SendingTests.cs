using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;

namespace IntegratedCare.Scheduling.Tests.Messages;

public class SendingTests(Place place)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_booked_by_email_is_told_what_when_where_and_how_to_change_it_and_not_why()
    {
        await using var mailed = await MailedPlace.StartAsync(place);

        var booking = await mailed.BookAsync();

        var message = await mailed.MessageAsync(booking.Id, MessageState.Sent);
        var mail = Assert.Single(await mailed.Mail.MailsAsync());
        Assert.Equal(MailedPlace.Email, mail.To);
        Assert.Equal("no-reply@place.example", mail.From);
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
        Assert.Equal($"{message.Id.Value:N}@place.example", mail.Message.MessageId);
        foreach (var words in (string[])["Hello Joan,", PlainTime.Of(booking.Start), booking.Reference, "Community nurse", "0161 496 0999",
            "British Sign Language interpreter"])
        {
            Assert.Contains(words, mail.Message.TextBody, StringComparison.Ordinal);
            Assert.Contains(words, mail.Message.HtmlBody, StringComparison.Ordinal);
        }

        foreach (var secret in (string[])[A.Reason, A.NhsNumber, A.FamilyName]) Assert.DoesNotContain(secret, mail.Raw, StringComparison.Ordinal);
        using var gp = mailed.Host.Gp();
        var told = Assert.Single((await gp.SeeAsync($"bookings/{booking.Id}/messages")).GetProperty("items").EnumerateArray());
        Assert.Equal(("confirmation", "email", "sent"),
            (told.GetProperty("kind").GetString(), told.GetProperty("channel").GetString(), told.GetProperty("state").GetString()));
        Assert.Equal(1L, await mailed.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE action = 'booking.messages-read' AND record_id = '{booking.Id}' AND person_key IS NOT NULL"));
    }

    [Fact]
    public async Task Who_is_booked_by_text_is_told_over_the_gateway_in_two_parts_at_most()
    {
        await using var mailed = await MailedPlace.StartAsync(place);

        var booking = await mailed.BookAsync("text");

        await mailed.MessageAsync(booking.Id, MessageState.Sent);
        var mail = Assert.Single(await mailed.Mail.MailsAsync());
        Assert.Equal("447700900123@sms.example", mail.To);
        var text = (mail.Message.TextBody ?? "").Trim();
        Assert.InRange(text.Length, 1, MessageWords.TextLengthMax);
        Assert.Contains(PlainTime.Of(booking.Start), text, StringComparison.Ordinal);
        Assert.Contains(booking.Reference, text, StringComparison.Ordinal);
        Assert.Null(mail.Message.HtmlBody);
    }

    [Fact]
    public async Task Each_state_is_told_once_and_one_that_is_overtaken_before_it_was_told_never()
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        await mailed.Mail.ChangeAsync(MailFault.Busy);
        var booking = await mailed.BookAsync();
        await Eventually.Async(async () => await mailed.Mail.AttemptsAsync() == 1);

        await mailed.MoveAsync(booking.Id);
        await mailed.PassAsync(Hour);
        await mailed.CancelAsync(booking.Id);
        await mailed.PassAsync(Hour);

        Assert.Equal(
            [(MessageKind.Confirmation, MessageState.Obsolete), (MessageKind.Rescheduled, MessageState.Sent), (MessageKind.Cancelled, MessageState.Sent)],
            (await mailed.MessagesAsync(booking.Id)).Select(m => (m.Kind, m.State)));
        Assert.Equal(["Your appointment is now on", "is cancelled"], (await mailed.Mail.MailsAsync())
            .Select(m => m.Message.Subject ?? "").Select(s => s.EndsWith("is cancelled", StringComparison.Ordinal) ? "is cancelled" : s[..26]));
    }

    [Theory]
    [InlineData(MailFault.Busy)]
    [InlineData(MailFault.CutRecipient)]
    [InlineData(MailFault.BusyData)]
    public async Task What_the_server_did_not_take_is_tried_again_and_told_once(MailFault fault)
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        await mailed.Mail.ChangeAsync(fault);
        var booking = await mailed.BookAsync();
        await Eventually.Async(async () => (await mailed.MessagesAsync(booking.Id)).Single().LastFailure is not null);
        Assert.Empty(await mailed.Mail.MailsAsync());

        await mailed.PassAsync(Hour);

        Assert.Equal(2, (await mailed.MessageAsync(booking.Id, MessageState.Sent)).Attempts);
        Assert.Single(await mailed.Mail.MailsAsync());
    }

    [Theory]
    [InlineData(MailFault.CutData, 0)]
    [InlineData(MailFault.CutAccepted, 1)]
    public async Task Where_nobody_knows_whether_it_was_taken_an_operator_decides_and_nobody_else(MailFault fault, int taken)
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        await mailed.Mail.ChangeAsync(fault);
        var booking = await mailed.BookAsync();
        var message = await mailed.MessageAsync(booking.Id, MessageState.Uncertain);

        await mailed.PassAsync(Hour);

        await mailed.MessageAsync(booking.Id, MessageState.Uncertain);
        Assert.Equal(taken, (await mailed.Mail.MailsAsync()).Count);
        using var @operator = mailed.Host.Client(Roles.Operator, "icb");
        var listed = Assert.Single((await @operator.SeeAsync("messages?state=uncertain")).GetProperty("items").EnumerateArray());
        Assert.Equal(message.Id.Value, listed.GetProperty("id").GetGuid());
        Assert.DoesNotContain("unmistakable", listed.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await @operator.SeeAsync("messages?state=failed")).GetProperty("total").GetInt32());

        var verb = taken == 0 ? "retry" : "settled";
        await @operator.SayAsync($"messages/{message.Id.Value}/{verb}", new { });
        await mailed.PassAsync(Hour);

        await mailed.MessageAsync(booking.Id, taken == 0 ? MessageState.Sent : MessageState.Settled);
        Assert.Single(await mailed.Mail.MailsAsync());
        foreach (var again in (string[])["retry", "settled"])
        {
            Assert.Equal((409, "message.not-troubled"),
                await (await @operator.PostAsync($"/api/scheduling/messages/{message.Id.Value}/{again}", content: null, Ending)).RefusalAsync());
        }
    }

    [Theory]
    [InlineData(MailFault.Refuse, "RecipientNotAccepted 550")]
    [InlineData(MailFault.RefuseData, "MessageNotAccepted 554")]
    public async Task What_the_server_refuses_for_good_becomes_one_letter_and_why_stays_with_it(MailFault fault, string why)
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        await mailed.Mail.ChangeAsync(fault);
        var booking = await mailed.BookAsync();
        await Eventually.Async(async () => (await mailed.MessagesAsync(booking.Id)).Count == 2);

        await mailed.PassAsync(Hour);       // the server would take it now

        var told = await mailed.MessagesAsync(booking.Id);
        Assert.Equal([(MessageChannel.Email, MessageState.Replaced, why), (MessageChannel.Letter, MessageState.Waiting, null)],
            told.Select(m => (m.Channel, m.State, m.LastFailure)));
        Assert.Equal((told[0].Kind, told[0].BookingSequence), (told[1].Kind, told[1].BookingSequence));
        Assert.Empty(await mailed.Mail.MailsAsync());
        using var coordinator = mailed.Host.Coordinator();
        var letter = Assert.Single((await coordinator.SeeAsync($"teams/{mailed.Team.Id}/letters")).GetProperty("items").EnumerateArray());
        Assert.Equal(told[1].Id.Value, letter.GetProperty("id").GetGuid());
        Assert.Contains(booking.Reference,
            await coordinator.GetStringAsync($"/api/scheduling/messages/{told[1].Id.Value}/letter", Ending), StringComparison.Ordinal);
        Assert.Contains(why, (await coordinator.SeeAsync($"bookings/{booking.Id}/messages")).GetRawText(), StringComparison.Ordinal);
        using var @operator = mailed.Host.Client(Roles.Operator, "icb");
        Assert.Equal(0, (await @operator.SeeAsync("messages")).GetProperty("total").GetInt32());
        foreach (var again in (string[])["retry", "settled"])
        {
            Assert.Equal((409, "message.not-troubled"),
                await (await @operator.PostAsync($"/api/scheduling/messages/{told[0].Id.Value}/{again}", content: null, Ending)).RefusalAsync());
        }

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => mailed.Host.ExecuteAsync("UPDATE messages SET state = 'Waiting' WHERE state = 'Replaced'"));
    }

    [Fact]
    public async Task Who_says_twice_that_a_message_is_refused_for_good_makes_one_letter()
    {
        await using var mailed = await MailedPlace.StartAsync(place, sends: false);
        var booking = await mailed.BookAsync();
        await using var db = mailed.Host.Db();
        var claim = await SendingClaim.TakeAsync(db, Hour, mailed.Clock.Now, Ending);

        Assert.True(await claim!.ReplaceByLetterAsync("RecipientNotAccepted 550", mailed.Clock.Now));
        Assert.False(await claim.ReplaceByLetterAsync("RecipientNotAccepted 550", mailed.Clock.Now));

        Assert.Equal([MessageState.Replaced, MessageState.Waiting], (await mailed.MessagesAsync(booking.Id)).Select(m => m.State));
    }

    [Fact]
    public async Task What_a_server_never_takes_for_another_reason_than_the_mail_is_given_up_and_an_operator_sees_it()
    {
        await using var mailed = await MailedPlace.StartAsync(place, sends: false);
        var booking = await mailed.BookAsync();
        await using var db = mailed.Host.Db();
        var claim = await SendingClaim.TakeAsync(db, Hour, mailed.Clock.Now, Ending);
        await claim!.NoteFailedAsync("SmtpProtocolException", forGood: true, new(), mailed.Clock.Now);

        var message = await mailed.MessageAsync(booking.Id, MessageState.Failed);
        using var @operator = mailed.Host.Client(Roles.Operator, "icb");
        var listed = Assert.Single((await @operator.SeeAsync("messages?state=failed")).GetProperty("items").EnumerateArray());
        Assert.Equal("SmtpProtocolException", listed.GetProperty("lastFailure").GetString());
        await @operator.SayAsync($"messages/{message.Id.Value}/retry", new { });
        await mailed.MessageAsync(booking.Id, MessageState.Waiting);
        using var gp = mailed.Host.Gp();
        Assert.Equal((403, "request.forbidden"), await (await gp.GetAsync("/api/scheduling/messages", Ending)).RefusalAsync());
        Assert.Equal((400, "request.invalid"), await (await @operator.GetAsync("/api/scheduling/messages?state=sent", Ending)).RefusalAsync());
    }

    [Fact]
    public async Task A_slow_process_that_was_taken_for_dead_says_what_it_knows_and_sends_nothing_twice()
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        await mailed.Mail.ChangeAsync(MailFault.WaitRecipient);
        var first = await mailed.BookAsync();
        await Eventually.Async(async () => await mailed.Mail.WaitingAsync() == 1);

        await mailed.PassAsync(Hour);       // it is let go of, and sent by another
        await mailed.MessageAsync(first.Id, MessageState.Sent);
        await mailed.Mail.ChangeAsync(MailFault.WaitAccepted);      // the slow one goes on: it may give the server nothing
        await Eventually.Async(async () => await mailed.Mail.WaitingAsync() == 0);
        var second = await mailed.BookAsync();
        await Eventually.Async(async () => await mailed.Mail.WaitingAsync() == 1);
        await mailed.PassAsync(Hour);
        await mailed.MessageAsync(second.Id, MessageState.Uncertain);
        await mailed.Mail.MendAsync();      // now it hears that the server has it

        await mailed.MessageAsync(second.Id, MessageState.Sent);
        await mailed.MessageAsync(first.Id, MessageState.Sent);
        Assert.Equal(2, (await mailed.Mail.MailsAsync()).Count);
    }

    [Fact]
    public async Task Texts_wait_for_the_morning_unless_that_is_too_late()
    {
        await using var mailed = await MailedPlace.StartAsync(place, now: new(2026, 11, 30, 20, 0, 0, TimeSpan.Zero));
        var booking = await mailed.BookAsync("text");

        await mailed.PassAsync(TimeSpan.FromHours(11));
        Assert.Empty(await mailed.Mail.MailsAsync());
        await mailed.PassAsync(TimeSpan.FromHours(1));

        await mailed.MessageAsync(booking.Id, MessageState.Sent);
        Assert.Single(await mailed.Mail.MailsAsync());
    }

    [Fact]
    public async Task What_has_come_to_its_end_is_never_sent_again_whoever_writes_to_the_database()
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        var booking = await mailed.BookAsync();
        await mailed.MessageAsync(booking.Id, MessageState.Sent);

        foreach (var attack in (string[])["UPDATE messages SET state = 'Waiting'", "UPDATE messages SET booking_sequence = 7", "DELETE FROM messages",
            "INSERT INTO messages SELECT gen_random_uuid(), booking, kind, booking_sequence, channel, created_at, 'Waiting', now(), now(), 0 FROM messages"])
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => mailed.Host.ExecuteAsync(attack));
    }
}
