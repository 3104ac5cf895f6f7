using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Quality.Tasks;

internal static class TaskEndpoints
{
    internal static RouteGroupBuilder MapTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/api/quality/tasks").WithTags("Tasks");
        tasks.MapGet("/", FindTasks.Handle).WithName(nameof(FindTasks))
            .Allow(Policies.TasksRead).ProducesValidationProblem();
        tasks.MapGet("/totals", CountTasks.Handle).WithName(nameof(CountTasks)).Allow(Policies.TasksRead);
        tasks.MapPost("/{id:guid}/done", DoTask.Handle).WithName(nameof(DoTask))
            .Allow(Policies.TaskDo).ProducesProblem(404).ProducesProblem(409);
        return tasks;
    }
}
