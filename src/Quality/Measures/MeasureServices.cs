using IntegratedCare.Quality.Measures.Feeding;

namespace IntegratedCare.Quality.Measures;

internal static class MeasureServices
{
    public static void AddMeasures(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<FeedingPolicy>().BindConfiguration("Measures").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MeasureFeeder>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MeasureFeeder>());
    }
}
