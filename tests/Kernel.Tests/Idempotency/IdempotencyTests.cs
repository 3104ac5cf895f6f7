using System.Net;
using System.Text.Json;

namespace IntegratedCare.Kernel.Tests.Idempotency;

public sealed class IdempotencyTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_and_body_give_the_first_answer_again()
    {
        using var gp = sample.Gp();

        using var first = await SampleHost.WriteAsync(gp, new { text = "once" }, "key-1", Cancelled);
        using var again = await SampleHost.WriteAsync(gp, new { text = "once" }, "key-1", Cancelled);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancelled), await again.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(1, await sample.CountAsync("select count(*) from notes where text = 'once'", Cancelled));
    }

    [Fact]
    public async Task The_same_key_for_another_body_is_refused()
    {
        using var gp = sample.Gp();
        using var first = await SampleHost.WriteAsync(gp, new { text = "this" }, "key-2", Cancelled);

        using var other = await SampleHost.WriteAsync(gp, new { text = "that" }, "key-2", Cancelled);

        await Problem.AssertAsync(other, HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        using var one = sample.Gp("one");
        using var two = sample.Gp("two");
        using var first = await SampleHost.WriteAsync(one, new { text = "mine" }, "shared", Cancelled);

        using var second = await SampleHost.WriteAsync(two, new { text = "yours" }, "shared", Cancelled);

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ключ")]
    public async Task A_missing_or_unprintable_key_is_refused(string? key)
    {
        using var gp = sample.Gp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sample/notes")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { text = "keyless" }),
        };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Uri.EscapeDataString(key).Replace('%', '\t'));

        using var answer = await gp.SendAsync(request, Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "idempotency.key-missing");
        Assert.Equal(0, await sample.CountAsync("select count(*) from notes where text = 'keyless'", Cancelled));
    }

    [Fact]
    public async Task A_refusal_leaves_the_key_free_for_a_request_that_can_be_met()
    {
        using var gp = sample.Gp();
        using var refused = await SampleHost.WriteAsync(gp, new { text = "refused" }, "key-3", Cancelled);

        using var corrected = await SampleHost.WriteAsync(gp, new { text = "accepted" }, "key-3", Cancelled);

        await Problem.AssertAsync(refused, HttpStatusCode.UnprocessableEntity, "note.refused");
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
    }

    [Fact]
    public async Task Fifty_requests_at_once_with_one_key_act_once_and_all_hear_the_same_answer()
    {
        using var gp = sample.Gp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var answer = await SampleHost.WriteAsync(gp, new { text = "storm" }, "key-4", Cancelled);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            return body.RootElement.GetProperty("id").GetGuid();
        }));

        Assert.Single(answers.Distinct());
        Assert.Equal(1, await sample.CountAsync("select count(*) from notes where text = 'storm'", Cancelled));
    }
}
