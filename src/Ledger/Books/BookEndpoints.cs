using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Books;

internal static class BookEndpoints
{
    public static RouteGroupBuilder MapBooks(this IEndpointRouteBuilder routes)
    {
        var books = routes.MapGroup("/api/ledger").WithTags("Books").Allow(Policies.BooksRead);
        books.MapGet("/trial-balance", ShowTrialBalance.Handle).WithName(nameof(ShowTrialBalance));
        books.MapGet("/journal", ReadJournal.Handle).WithName(nameof(ReadJournal)).ProducesProblem(400);
        books.MapGet("/journal/verification", VerifyJournal.Handle).WithName(nameof(VerifyJournal)).ProducesProblem(429);
        books.MapGet("/funds/{code}/journal/{number:long}", SeeEntry.Handle).WithName(nameof(SeeEntry)).ProducesProblem(404);
        books.MapGet("/funds/{code}/accounts", ListAccounts.Handle).WithName(nameof(ListAccounts)).ProducesProblem(403).ProducesProblem(404);
        books.MapGet("/funds/{code}/accounts/{account}/entries", ReadAccount.Handle).WithName(nameof(ReadAccount))
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        return books;
    }
}
