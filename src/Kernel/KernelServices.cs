using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Audit.Refusals;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Messaging;
using IntegratedCare.Kernel.Operations;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace IntegratedCare.Kernel;

/// <summary>The kernel's public face: what a service with a database and events needs, added in one line and mapped in two.</summary>
public static class KernelServices
{
    /// <summary>
    /// Small pools: the whole place shares one server of 200 connections, and a request holds one for milliseconds.
    /// </summary>
    internal const int DatabaseConnectionsMax = 20;

    // Without a connection string (the tools that write migrations) the model can be built and nothing be reached.
    private const string NoDatabase = "Host=database-not-configured";

    /// <summary>
    /// Adds the service's database with outbox and inbox, the bus with every consumer of the service's assembly, problem details, access control,
    /// personal data encryption and operations.
    /// </summary>
    /// <param name="builder">The service's host.</param>
    /// <param name="service">The service's name: its resource in AppHost, its queues' prefix, the audience of its tokens.</param>
    public static WebApplicationBuilder AddKernel<TDb>(this WebApplicationBuilder builder, string service)
        where TDb : KernelDb
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<JsonOptions>(StrictJson.Apply);
        services.AddHostedService<RequiredSettings>();
        services.AddProblems();
        services.AddValidation();       // of the kernel's own requests; a service adds its own
        services.AddAccess(service);
        services.AddPersonalData();

        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(provider => DataSource(provider.GetRequiredService<IConfiguration>(), service));
        services.AddDbContextPool<TDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetRequiredService<OutboxSignal>()));
        services.AddScoped<RequestKey>();
        services.AddScoped<KernelDb>(provider => provider.GetRequiredService<TDb>());
        services.AddMessaging(service, typeof(TDb).Assembly);

        services.AddSingleton<RefusalTally>();
        services.AddHostedService<RefusalSummaries>();

        services.AddSingleton<ErrorQueues>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.AddApiDescription(service);
        return builder;
    }

    /// <summary>The OpenAPI description of a process's own endpoints. A service has it by <see cref="AddKernel"/>.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services, string service) =>
        services.AddSingleton(new ServiceName(service)).AddOpenApi("v1", ApiDescription.Describe);

    /// <summary>Problem details first, then who the caller is and what they may do.</summary>
    public static WebApplication UseKernel(this WebApplication app)
    {
        app.UseProblems();
        app.UseRefusalAudit();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    /// <summary>The API's description, the operator's endpoints and the privacy officer's.</summary>
    public static WebApplication MapKernelEndpoints(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnyone("An API's description holds nothing secret.");
        var service = app.Services.GetRequiredService<ServiceName>().Value;
        app.MapOperations(service);
        app.MapAudit(service);
        return app;
    }

    private static NpgsqlDataSource DataSource(IConfiguration configuration, string service)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("database") ?? NoDatabase)
        {
            ApplicationName = service,
            MaxPoolSize = DatabaseConnectionsMax,
            MaxAutoPrepare = 100,

            // A reset is seven statements for each request. Nothing here leaves anything behind in its session: settings are of a transaction,
            // and who takes a lock of the session gives it back or ends with it.
            NoResetOnClose = true,
        };
        return NpgsqlDataSource.Create(connection);
    }
}

/// <summary>What this service is called.</summary>
internal sealed record ServiceName(string Value);
