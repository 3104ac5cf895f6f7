using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.PersonalData;

internal static class PersonalDataServices
{
    // Without a connection string (the tools that write migrations) nothing is read.
    private const string NoDatabase = "Host=database-not-configured";

    public static void AddPersonalData(this IServiceCollection services)
    {
        services.AddOptions<DataKeyPolicy>().BindConfiguration("PersonalData").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KeyEncryptionKeys>();
        services.AddSingleton(provider => new DataKeyReader(
            provider.GetRequiredService<IConfiguration>().GetConnectionString("database") ?? NoDatabase,
            provider.GetRequiredService<KeyEncryptionKeys>(), provider.GetRequiredService<ServiceName>()));
        services.AddSingleton(provider => new DataKeyRing(
            provider.GetRequiredService<DataKeyReader>().Read, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PersonalDataCipher>();
        services.AddSingleton<SealedValues>();
        services.AddScoped<DataKeyKeeper>();
        services.AddHostedService<DataKeyCare>();
        services.AddSingleton<Reencryption>();
        services.AddHostedService(provider => provider.GetRequiredService<Reencryption>());
    }
}
