namespace IntegratedCare.DirectoryOfServices.Links;

internal static class LinkServices
{
    public static void AddLinkChecks(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LinkPolicy>().BindConfiguration("LinkChecks").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<LinkFetch>();
        builder.Services.AddSingleton<LinkChecker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LinkChecker>());
    }
}
