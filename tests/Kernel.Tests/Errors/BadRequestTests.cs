using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace IntegratedCare.Kernel.Tests.Errors;

public sealed class BadRequestTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":7}""")]
    [InlineData("""{"text":"a","unknown":1}""")]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"text":"a\u0000b"}""")]
    [InlineData("""{"text":"a\ud800b"}""")]
    [InlineData("""{"text":"a","at":"2026-01-01T10:00:00"}""")]
    [InlineData("""{"text":"a","at":"yesterday"}""")]
    [InlineData("""{"text":"a","at":5}""")]
    public async Task A_body_of_the_wrong_shape_is_refused_and_changes_nothing(string body)
    {
        using var gp = sample.Gp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sample/notes")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());

        using var answer = await gp.SendAsync(request, Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(0, await sample.CountAsync("select count(*) from notes", Cancelled));
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("pageSize=201")]
    [InlineData("page=99999999999999999999")]
    [InlineData("page=1%00")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        using var gp = sample.Gp();

        using var answer = await gp.GetAsync(new Uri($"/api/sample/notes?{query}", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task A_parameter_left_blank_is_not_asked()
    {
        using var gp = sample.Gp();

        using var answer = await gp.GetAsync(new Uri("/api/sample/notes?page=&pageSize=", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_a_wrong_method_and_a_wrong_type_each_say_what_is_wrong()
    {
        using var gp = sample.Gp();

        using var unknown = await gp.GetAsync(new Uri("/api/sample/nothing", UriKind.Relative), Cancelled);
        using var method = await gp.DeleteAsync(new Uri("/api/sample/notes", UriKind.Relative), Cancelled);
        using var text = new StringContent("text", Encoding.UTF8, "text/plain");
        using var type = await gp.PostAsync(new Uri("/api/sample/notes", UriKind.Relative), text, Cancelled);

        await Problem.AssertAsync(unknown, HttpStatusCode.NotFound, "request.route-unknown");
        await Problem.AssertAsync(method, HttpStatusCode.MethodNotAllowed, "request.method-not-allowed");
        await Problem.AssertAsync(type, HttpStatusCode.UnsupportedMediaType, "request.unsupported-media-type");
    }

    [Fact]
    public async Task A_body_that_is_said_to_be_huge_is_refused_before_it_is_sent()
    {
        using var gp = sample.Gp();
        var address = gp.BaseAddress ?? throw new InvalidOperationException("The client has no address.");
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, Cancelled);
        await using var stream = connection.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/sample/notes HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {gp.DefaultRequestHeaders.Authorization}\r\n"
            + $"Idempotency-Key: {Guid.NewGuid()}\r\nContent-Type: application/json\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n"), Cancelled);

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancelled);
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"request.too-large\"", answer, StringComparison.Ordinal);
    }

    /// <remarks>
    /// The server answers as soon as it knows and closes the connection, as it may (RFC 9110 §15.5.14). A client that is still sending then hears the answer,
    /// or finds the connection cut off while it writes: which of the two hangs on who is quicker, and both are right.
    /// </remarks>
    [Fact]
    public async Task A_huge_body_is_refused_or_cut_off_and_changes_nothing()
    {
        using var gp = sample.Gp();
        using var huge = new HttpRequestMessage(HttpMethod.Post, "/api/sample/notes")
        {
            Content = new StringContent($"{{\"text\":\"{new string('x', 2_000_000)}\"}}", Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        var before = await sample.CountAsync("select count(*) from notes", Cancelled);

        try
        {
            using var answer = await gp.SendAsync(huge, Cancelled);
            await Problem.AssertAsync(answer, HttpStatusCode.RequestEntityTooLarge, "request.too-large");
        }
        catch (HttpRequestException cutOff)
        {
            Assert.IsAssignableFrom<IOException>(cutOff.InnerException);
        }

        Assert.Equal(before, await sample.CountAsync("select count(*) from notes", Cancelled));
        using var next = await SampleHost.WriteAsync(gp, new { text = "" }, "after", Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, next.StatusCode);
    }

    [Fact]
    public async Task A_field_that_is_wrong_is_named_as_the_caller_wrote_it()
    {
        using var gp = sample.Gp();

        using var answer = await SampleHost.WriteAsync(gp, new { text = "" }, "fields", Cancelled);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal("text", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=\"nonsense\"")]
    public async Task A_body_in_another_charset_than_utf_8_is_refused(string contentType)
    {
        using var gp = sample.Gp();
        using var body = new ByteArrayContent("""{"text":"a"}"""u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await gp.PostAsync(new Uri("/api/sample/notes", UriKind.Relative), body, Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.UnsupportedMediaType, "request.unsupported-media-type");
    }

    [Fact]
    public async Task Utf_8_may_stand_in_quotes()
    {
        using var gp = sample.Gp();
        using var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=\"UTF-8\"");

        using var answer = await gp.PostAsync(new Uri("/api/sample/notes", UriKind.Relative), body, Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task An_unknown_purpose_is_refused()
    {
        using var gp = sample.Gp();
        gp.DefaultRequestHeaders.Add("X-Purpose", "curiosity");

        using var answer = await SampleHost.WriteAsync(gp, new { text = "why" }, "purpose", Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "request.purpose-unknown");
    }
}
