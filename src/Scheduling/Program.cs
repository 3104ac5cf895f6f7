using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Scheduling;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using IntegratedCare.ServiceDefaults;

if (args is ["migrate"]) return await DatabaseMigration.RunAsync<SchedulingDb>(CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKernel<SchedulingDb>("scheduling");
builder.Services.AddValidation();
builder.Services.AddHostedService<HoldSweeper>();
var app = builder.Build();
app.UseKernel();
app.MapDefaultEndpoints();
app.MapKernelEndpoints();
app.MapSlots();
app.MapHolds();
app.MapBookings();
app.MapTeams();
app.MapSettings();
await app.RunAsync();
return 0;
