using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Mail;

namespace IntegratedCare.Ledger.Reminders;

internal static class ReminderEndpoints
{
    public static void AddReminders(this WebApplicationBuilder builder)
    {
        builder.AddPost();
        builder.Services.AddScoped<ReminderBook>();
        builder.Services.AddHostedService<ReminderRelay>();
    }

    public static void MapReminders(this IEndpointRouteBuilder routes)
    {
        var reminders = routes.MapGroup("/api/ledger").WithTags("Reminders");
        reminders.MapGet("/funds/{code}/contributions/reminders", FindReminders.Handle).WithName(nameof(FindReminders))
            .Allow(Policies.BooksRead)
            .ProducesProblem(403).ProducesProblem(404);
        reminders.MapPut("/finance-contacts/{organisation}", PutFinanceContact.Handle).WithName(nameof(PutFinanceContact))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400);
        reminders.MapGet("/reminders", ListTroubledReminders.Handle).WithName(nameof(ListTroubledReminders))
            .Allow(Policies.MessagesManage)
            .ProducesProblem(400);
        reminders.MapPost("/reminders/{id:guid}/retry", RetryReminder.Handle).WithName(nameof(RetryReminder))
            .AcceptIdempotencyKey()
            .Allow(Policies.MessagesManage)
            .ProducesProblem(404).ProducesProblem(409);
        reminders.MapPost("/reminders/{id:guid}/settled", SettleReminder.Handle).WithName(nameof(SettleReminder))
            .AcceptIdempotencyKey()
            .Allow(Policies.MessagesManage)
            .ProducesProblem(404).ProducesProblem(409);
    }
}
