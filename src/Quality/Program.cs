using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Quality;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Learning;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Restrictions;
using IntegratedCare.Quality.Retention;
using IntegratedCare.Quality.Risks;
using IntegratedCare.Quality.Tasks;
using IntegratedCare.Quality.WorkingDays;
using IntegratedCare.ServiceDefaults;

if (args is ["migrate"]) return await DatabaseMigration.RunAsync<QualityDb>(CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKernel<QualityDb>("quality");
builder.Services.AddValidation();
builder.AddRetention();
builder.AddWorkingDays();
builder.AddMeasures();

var app = builder.Build();
app.UseKernel();
app.MapDefaultEndpoints();
app.MapKernelEndpoints();
app.MapIncidents();
app.MapRestrictions();
app.MapControlCharts();
app.MapTasks();
app.MapWorkingDays();
app.MapMeasures();
app.MapRisks();
app.MapLearning();
await app.RunAsync();
return 0;
