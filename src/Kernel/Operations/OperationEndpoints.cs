using System.Reflection;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Messaging;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Operations;

/// <summary>What an operator needs of every service.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes, string service)
    {
        var operations = routes.MapGroup($"/operations/{service}").WithTags("Operations");
        operations.MapGet("/status", StatusAsync).WithName("GetOperationStatus").Allow(Policies.StatusRead);
        operations.MapGet("/error-queues/{queue}", PeekAsync).WithName("GetErrorQueue")
            .Allow(Policies.StatusRead).ProducesProblem(404);
        operations.MapPost("/error-queues/{queue}/replay", ReplayAsync).WithName("ReplayErrorQueue")
            .Allow(Policies.ErrorsReplay).ProducesProblem(404);
        operations.MapDataKeys();
    }

    private static async Task<Ok<OperationStatusView>> StatusAsync(
        KernelDb db, ErrorQueues errors, TimeProvider time, CancellationToken cancellationToken)
    {
        var pending = await db.Set<OutboxMessage>().CountAsync(cancellationToken);
        var oldest = await db.Set<OutboxMessage>().MinAsync(m => (DateTimeOffset?)m.CreatedAt, cancellationToken);
        var seconds = oldest is { } since ? Math.Max(0, (long)(time.GetUtcNow() - since).TotalSeconds) : 0;
        return TypedResults.Ok(new OperationStatusView(
            Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "unknown",
            new(pending, seconds), await CountOrNullAsync(errors, cancellationToken)));
    }

    private static async Task<Ok<IReadOnlyList<FailedMessageView>>> PeekAsync(
        string queue, ErrorQueues errors, CancellationToken cancellationToken) =>
        TypedResults.Ok(await errors.PeekAsync(queue, cancellationToken));

    private static async Task<Ok<ReplayView>> ReplayAsync(
        string queue, ErrorQueues errors, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ReplayView(await errors.ReplayAsync(queue, cancellationToken)));

    // While the broker is away the rest of the status is what an operator needs most.
    private static async Task<IReadOnlyList<ErrorQueueView>?> CountOrNullAsync(
        ErrorQueues errors, CancellationToken cancellationToken)
    {
        try
        {
            return await errors.CountAsync(cancellationToken);
        }
        catch (ServiceUnavailableException)
        {
            return null;
        }
    }
}

/// <summary>A service's own account of itself; <c>ErrorQueues</c> is absent while the broker is out of reach.</summary>
public sealed record OperationStatusView(string Version, OutboxView Outbox, IReadOnlyList<ErrorQueueView>? ErrorQueues);

/// <summary>How many events wait to be published, and for how long the oldest has.</summary>
public sealed record OutboxView(int Pending, long OldestSeconds);
