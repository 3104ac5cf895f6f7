using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Database;
using IntegratedCare.SampleService;
using IntegratedCare.SampleService.Notes;
using IntegratedCare.ServiceDefaults;

if (args is ["migrate"]) return await DatabaseMigration.RunAsync<SampleDb>(CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKernel<SampleDb>("ledger");     // a name that tokens are issued for
builder.Services.AddValidation();
builder.Services.AddSingleton<Faults>();

var app = builder.Build();
app.UseKernel();
app.MapDefaultEndpoints();
app.MapKernelEndpoints();
app.MapNotes();
await app.RunAsync();
return 0;
