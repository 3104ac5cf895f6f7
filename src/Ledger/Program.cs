using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Exports;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.ServiceDefaults;

if (args is ["migrate"]) return await DatabaseMigration.RunAsync<LedgerDb>(CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKernel<LedgerDb>("ledger");
builder.Services.AddValidation();
builder.Services.AddScoped<Bookkeeper>();
builder.Services.AddScoped<ChargeBook>();

var app = builder.Build();
app.UseKernel();
app.MapDefaultEndpoints();
app.MapKernelEndpoints();
app.MapFunds();
app.MapAgreements();
app.MapContributions();
app.MapBooks();
app.MapExports();
app.MapCharges();
await app.RunAsync();
return 0;
