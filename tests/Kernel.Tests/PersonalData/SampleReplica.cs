using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.SampleService;
using IntegratedCare.SampleService.Letters;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Tests.PersonalData;

/// <summary>One more process of the sample service on the database of a running one, and what the tests do with letters.</summary>
internal sealed class SampleReplica : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> factory;

    public SampleReplica(
        ServiceHost<Program, SampleDb> first, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var before = first.Services.GetRequiredService<IConfiguration>();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseUrls("http://127.0.0.1:0");
            foreach (var name in (string[])["ConnectionStrings:database", "ConnectionStrings:rabbitmq", "PersonalData:Key",
                "PersonalData:PseudonymKey", "services:identity:http:0"])
                web.UseSetting(name, before[name]);
            foreach (var (name, value) in settings ?? new Dictionary<string, string?>()) web.UseSetting(name, value);
            if (clock is not null) web.ConfigureTestServices(services => services.AddSingleton(clock));
        });
        factory.UseKestrel(0);
        factory.StartServer();
    }

    public IServiceProvider Services => factory.Services;

    public ValueTask DisposeAsync() => factory.DisposeAsync();

    /// <summary>Writes a letter as the replica would, and gives its id.</summary>
    public static async Task<LetterId> WriteAsync(IServiceProvider replica, string text, string? answer = null)
    {
        await using var scope = replica.CreateAsyncScope();
        var (db, cipher) = (scope.ServiceProvider.GetRequiredService<SampleDb>(), replica.GetRequiredService<PersonalDataCipher>());
        var id = LetterId.New();
        db.Letters.Add(new()
        {
            Id = id,
            Text = cipher.Encrypt(text, Letter.TextColumn, id.Value),
            Answer = answer is null ? null : cipher.Encrypt(answer, Letter.AnswerColumn, id.Value),
        });
        await db.SaveChangesAsync();
        return id;
    }

    public static async Task AnswerAsync(IServiceProvider replica, LetterId id, string answer)
    {
        await using var scope = replica.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SampleDb>();
        var letter = await db.Letters.SingleAsync(l => l.Id == id);
        letter.Answer = replica.GetRequiredService<PersonalDataCipher>().Encrypt(answer, Letter.AnswerColumn, id.Value);
        await db.SaveChangesAsync();
    }

    public static async Task<(string Text, string? Answer)> ReadAsync(IServiceProvider replica, LetterId id)
    {
        await using var scope = replica.CreateAsyncScope();
        var cipher = replica.GetRequiredService<PersonalDataCipher>();
        var letter = await scope.ServiceProvider.GetRequiredService<SampleDb>().Letters.AsNoTracking().SingleAsync(l => l.Id == id);
        return (cipher.Decrypt(letter.Text, Letter.TextColumn, id.Value),
            letter.Answer is null ? null : cipher.Decrypt(letter.Answer, Letter.AnswerColumn, id.Value));
    }

    public static Task<int> ReencryptAsync(IServiceProvider replica, CancellationToken cancellationToken) =>
        replica.GetRequiredService<Reencryption>().RunAsync(cancellationToken);
}
