using IntegratedCare.Identity;
using IntegratedCare.Identity.Clients;
using IntegratedCare.Identity.Federation;
using IntegratedCare.Identity.Keys;
using IntegratedCare.Identity.Organisations;
using IntegratedCare.Identity.Personas;
using IntegratedCare.Identity.Sessions;
using IntegratedCare.Identity.SigningIn;
using IntegratedCare.Identity.SignedIn;
using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Database;
using IntegratedCare.ServiceDefaults;

if (args is ["migrate"]) return await DatabaseMigration.RunAsync<IdentityDb>(CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddIdentity();
builder.AddKernel<IdentityDb>("identity");
builder.Services.AddValidation();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseKernel();
app.UseRateLimiter();
app.MapDefaultEndpoints();
app.MapKernelEndpoints();
app.MapTokens();
app.MapClients();
app.MapKeys();
app.MapOrganisations();
app.MapPersonas();
app.MapSignedIn();
app.MapSigningIn();
app.MapSessions();
app.MapFederation();
await app.RunAsync();
return 0;
