using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Mail;

namespace IntegratedCare.Scheduling.Messages;

internal static class MessageEndpoints
{
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        builder.AddPost();
        var services = builder.Services;
        services.AddOptions<MessagesPolicy>().BindConfiguration("Messages").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<PersonMessages>();
        services.AddSingleton<MessageRelay>();
        services.AddSingleton<MessageKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<MessageRelay>());
        services.AddHostedService(provider => provider.GetRequiredService<MessageKeeper>());
    }

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/scheduling/bookings/{id:guid}/messages", GetBookingMessages.Handle).WithName(nameof(GetBookingMessages))
            .WithTags("Messages").Allow(Policies.CareRead).ProducesProblem(404);
        routes.MapGet("/api/scheduling/teams/{teamId:guid}/letters", FindLetters.Handle).WithName(nameof(FindLetters))
            .WithTags("Messages").Allow(Policies.LettersPrint).ProducesProblem(404);

        var messages = routes.MapGroup("/api/scheduling/messages").WithTags("Messages");
        messages.MapGet("/", ListTroubledMessages.Handle).WithName(nameof(ListTroubledMessages)).Allow(Policies.MessagesManage);
        messages.MapGet("/kept", ListKeptMessages.Handle).WithName(nameof(ListKeptMessages)).Allow(Policies.MessagesManage).ProducesProblem(404);
        messages.MapPost("/{id:guid}/retry", RetryMessage.Handle).WithName(nameof(RetryMessage))
            .Allow(Policies.MessagesManage).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        messages.MapPost("/{id:guid}/settled", SettleMessage.Handle).WithName(nameof(SettleMessage))
            .Allow(Policies.MessagesManage).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        messages.MapGet("/{id:guid}/letter", GetLetter.Handle).WithName(nameof(GetLetter))
            .Allow(Policies.LettersPrint).Produces<string>(200, "text/html").ProducesProblem(404).ProducesProblem(409);
        messages.MapPost("/{id:guid}/printed", MarkPrinted.Handle).WithName(nameof(MarkPrinted))
            .Allow(Policies.LettersPrint).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        return routes;
    }
}
