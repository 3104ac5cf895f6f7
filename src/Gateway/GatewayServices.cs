using IntegratedCare.Gateway.Audit;
using IntegratedCare.Gateway.Documentation;
using IntegratedCare.Gateway.Routes;
using IntegratedCare.Gateway.Status;
using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.Json;

namespace IntegratedCare.Gateway;

internal static class GatewayServices
{
    /// <summary>What the gateway needs for the endpoints of its own; it has no database and hears no events.</summary>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(StrictJson.Apply);
        builder.Services.AddProblems();
        builder.Services.AddValidation();
        builder.Services.AddAccess(audience: ServiceDescriptions.Gateway);
        builder.Services.AddApiDescription(ServiceDescriptions.Gateway);
        builder.Services.AddRecognition();
        builder.Services.AddSingleton<BackEnds>();
        builder.Services.AddSingleton<ServiceDescriptions>();
        builder.Services.AddSingleton<ServiceInspection>();
        builder.Services.AddSingleton<AuditServices>();
    }
}
