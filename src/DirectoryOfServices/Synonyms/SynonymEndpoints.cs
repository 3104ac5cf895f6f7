using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Synonyms;

internal static class SynonymEndpoints
{
    public static void MapSynonyms(this IEndpointRouteBuilder routes)
    {
        var synonyms = routes.MapGroup("/api/directory/synonyms").WithTags("Synonyms");
        synonyms.MapGet("/", ListSynonyms.Handle).WithName(nameof(ListSynonyms))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(400);
        synonyms.MapGet("/{id:guid}", ReadSynonym.Handle).WithName(nameof(ReadSynonym))
            .Allow(Policies.DirectoryRead)
            .ProducesProblem(404);
        synonyms.MapPut("/{id:guid}", PutSynonym.Handle).WithName(nameof(PutSynonym))
            .Allow(Policies.SynonymEdit)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        synonyms.MapDelete("/{id:guid}", RemoveSynonym.Handle).WithName(nameof(RemoveSynonym))
            .Allow(Policies.SynonymEdit)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
    }
}
