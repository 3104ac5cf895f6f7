using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Quality.Learning;

internal static class LearningEndpoints
{
    internal static void MapLearning(this IEndpointRouteBuilder routes)
    {
        var learning = routes.MapGroup("/api/quality/learning").WithTags("Learning");
        learning.MapGet("/responses", FindResponses.Handle).WithName(nameof(FindResponses)).Allow(Policies.LearningRespond).ProducesValidationProblem();
        learning.MapPost("/responses", OpenResponse.Handle).WithName(nameof(OpenResponse)).Allow(Policies.LearningRespond)
            .AcceptIdempotencyKey().ProducesValidationProblem().ProducesProblem(422);
        learning.MapGet("/responses/{id:guid}", ReadResponse.Handle).WithName(nameof(ReadResponse)).Allow(Policies.LearningRespond).ProducesProblem(404);
        learning.MapPost("/responses/{id:guid}/end", FinishResponse.Handle).WithName(nameof(FinishResponse)).Allow(Policies.LearningRespond)
            .ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        learning.MapPost("/responses/{id:guid}/actions", AgreeAction.Handle).WithName(nameof(AgreeAction)).Allow(Policies.LearningRespond)
            .AcceptIdempotencyKey().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(422);
        learning.MapGet("/actions", FindActions.Handle).WithName(nameof(FindActions)).Allow(Policies.LearningRespond).ProducesValidationProblem();
        learning.MapPost("/actions/{id:guid}/end", FinishAction.Handle).WithName(nameof(FinishAction)).Allow(Policies.LearningRespond)
            .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        learning.MapGet("/library", SearchLibrary.Handle).WithName(nameof(SearchLibrary)).Allow(Policies.LearningLibrary).ProducesValidationProblem();
        learning.MapPost("/library", PublishLesson.Handle).WithName(nameof(PublishLesson)).Allow(Policies.LessonPublish)
            .AcceptIdempotencyKey().ProducesValidationProblem().ProducesProblem(422);
        learning.MapGet("/library/{id:guid}", ReadLesson.Handle).WithName(nameof(ReadLesson)).Allow(Policies.LearningLibrary).ProducesProblem(404);
        learning.MapPost("/library/{id:guid}/withdrawal", WithdrawLesson.Handle).WithName(nameof(WithdrawLesson)).Allow(Policies.LessonPublish)
            .ProducesProblem(404).ProducesProblem(409);
        learning.MapGet("/themes", CountThemes.Handle).WithName(nameof(CountThemes)).Allow(Policies.LearningLibrary).ProducesValidationProblem();
    }
}
