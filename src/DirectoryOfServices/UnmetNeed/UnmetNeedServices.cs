namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

internal static class UnmetNeedServices
{
    public static void AddUnmetNeed(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<UnmetNeedPolicy>().BindConfiguration("UnmetNeed").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<UnmetNeedTally>();
        builder.Services.AddHostedService<UnmetNeedWriter>();
        builder.Services.AddSingleton<UnmetNeedSweeper>();
        builder.Services.AddHostedService(services => services.GetRequiredService<UnmetNeedSweeper>());
    }
}
