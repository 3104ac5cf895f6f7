namespace IntegratedCare.DirectoryOfServices.Search.Index;

internal static class SearchIndexServices
{
    /// <summary>The replica's index, loaded at the start; <c>/health</c> says not ready until it is.</summary>
    public static void AddSearchIndex(this IServiceCollection services)
    {
        services.AddSingleton<IndexReader>();
        services.AddSingleton<SearchIndex>();
        services.AddHostedService<SearchIndexCare>();
        services.AddHealthChecks().AddCheck<SearchIndexHealth>("search-index");
    }
}
