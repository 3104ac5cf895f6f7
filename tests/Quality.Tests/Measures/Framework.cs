using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Feeding;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Quality.Tests.Measures;

/// <summary>The few steps that tests of measures begin with.</summary>
internal static class Framework
{
    public static readonly PutStandardRequest Standard = new("People are seen in time", KeyQuestion.Responsive, "Equity in access", "chief-nurse");

    public static HttpClient Loader(this QualityHost quality) => quality.Service.Client(Roles.PlaceLoader);

    public static HttpClient Analyst(this QualityHost quality) => quality.Service.Client(Roles.Analyst, "00Y");

    public static string NewCode(string about = "measure") => $"{about}-{Guid.NewGuid():N}"[..20];

    public static PutMeasureRequest Measure(string standard, MeasureFeed feed = MeasureFeed.Import, MeasureUnit unit = MeasureUnit.Days) => new(
        standard, "Days to the first contact", unit, ImprovementDirection.Decrease, MeasurePeriod.Month, feed, "chief-nurse",
        unit == MeasureUnit.Percent ? "those to whom it happened" : null, unit == MeasureUnit.Percent ? "all of them" : null);

    /// <summary>A new measure of a new standard.</summary>
    public static async Task<string> NewMeasureAsync(this QualityHost quality, Func<PutMeasureRequest, PutMeasureRequest>? change = null,
        MeasureFeed feed = MeasureFeed.Import, MeasureUnit unit = MeasureUnit.Days)
    {
        var (standard, code) = (NewCode("standard"), NewCode());
        await quality.PutAsync<FrameworkPutView>(quality.ChiefNurse, $"/api/quality/standards/{standard}", Standard);
        var measure = Measure(standard, feed, unit);
        await quality.PutAsync<FrameworkPutView>(quality.ChiefNurse, $"/api/quality/measures/{code}", change?.Invoke(measure) ?? measure);
        return code;
    }

    public static async Task<TAnswer> PutAsync<TAnswer>(this QualityHost _, HttpClient client, string path, object body, string? tag = null) =>
        await QualityHost.ReadAsync<TAnswer>(await SendAsync(client, path, body, tag));

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object body, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body, options: QualityHost.Json) };
        if (tag is not null) Assert.True(request.Headers.TryAddWithoutValidation("If-Match", tag));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> ImportAsync(HttpClient client, string measure, string table, bool commit = true, string type = "text/csv") =>
        ImportAsync(client, measure, Encoding.UTF8.GetBytes(table), commit, type);

    public static async Task<HttpResponseMessage> ImportAsync(HttpClient client, string measure, byte[] table, bool commit, string type = "text/csv")
    {
        using var content = new ByteArrayContent(table);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await client.PostAsync(
            new Uri($"/api/quality/measures/{measure}/values/import?commit={(commit ? "true" : "false")}", UriKind.Relative), content,
            TestContext.Current.CancellationToken);
    }

    /// <summary>Works out what was marked, as the service does every few seconds.</summary>
    public static Task FeedAsync(this QualityHost quality) => Eventually.Async(async () =>
    {
        // The service's own feeder may hold the lease just now; then it takes what was marked before.
        await quality.Service.Services.GetRequiredService<MeasureFeeder>().FeedAsync(TestContext.Current.CancellationToken);
        await using var db = quality.Service.Db();
        return !await db.MeasureMarks.AnyAsync(TestContext.Current.CancellationToken);
    });

    /// <summary>Monthly values from January 2020 on, as a table.</summary>
    public static string Months(params double[] values) => "period,value\n" + string.Concat(values.Select((value, at) =>
        FormattableString.Invariant($"{new DateOnly(2020, 1, 1).AddMonths(at):yyyy-MM},{value}\n")));
}
