using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.People;

internal static class PeopleEndpoints
{
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionPolicy>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RetentionSweeper>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RetentionSweeper>());
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/api/scheduling/people").WithTags("People");
        people.MapPost("/erasure", ErasePerson.Handle).WithName(nameof(ErasePerson))
            .Allow(Policies.PersonErase).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        people.MapPost("/access-report", ReportAccess.Handle).WithName(nameof(ReportAccess))
            .Allow(Policies.PersonReport).Reads().ProducesProblem(422);
        return routes;
    }
}
