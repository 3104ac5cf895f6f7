using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Duplicates;

internal static class DuplicateEndpoints
{
    public static void AddDuplicates(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<DuplicateBook>();

    public static void MapDuplicates(this IEndpointRouteBuilder routes)
    {
        var directory = routes.MapGroup("/api/directory").WithTags("Duplicates");
        directory.MapGet("/duplicates", ListDuplicates.Handle).WithName(nameof(ListDuplicates))
            .Allow(Policies.DuplicateResolve)
            .ProducesProblem(400).ProducesProblem(403);
        directory.MapPost("/duplicates/dismissal", DismissDuplicate.Handle).WithName(nameof(DismissDuplicate))
            .Allow(Policies.DuplicateResolve)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        directory.MapPost("/services/{id:guid}/merge", MergeService.Handle).WithName(nameof(MergeService))
            .Allow(Policies.DuplicateResolve)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422)
            .ProducesProblem(428);
        directory.MapPost("/services/{id:guid}/unmerge", UnmergeService.Handle).WithName(nameof(UnmergeService))
            .Allow(Policies.DuplicateResolve)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
    }
}
