using IntegratedCare.Gateway;
using IntegratedCare.Gateway.Documentation;
using IntegratedCare.Gateway.Limits;
using IntegratedCare.Gateway.Pages;
using IntegratedCare.Gateway.Routes;
using IntegratedCare.Gateway.Security;
using IntegratedCare.Gateway.Status;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddGateway();
builder.AddRoutes();
builder.AddCallerLimits();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseProblems();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapPages();
app.MapDocumentation();
app.MapStatus();
app.MapRoutes();
app.MapUnknownRoutes();
await app.RunAsync();
