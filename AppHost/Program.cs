using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

var builder = DistributedApplication.CreateBuilder(args);

var place = builder.Configuration["place"] ?? "oldham";
var port = builder.Configuration.GetValue("port", 8080);
var isDemonstration = builder.Configuration.GetValue("demonstration", true) && !builder.Environment.IsProduction();
var demonstration = isDemonstration ? "true" : "false";

var postgres = builder.AddPostgres("postgres").WithDataVolume($"integrated-care-{place}-postgres");
var rabbitmq = builder.AddRabbitMQ("rabbitmq").WithDataVolume($"integrated-care-{place}-rabbitmq");

var personalDataKey = AddKey("personal-data-key");
var pseudonymKey = AddKey("pseudonym-key");
var signingKeyProtectionKey = AddKey("signing-key-protection-key");
var placeLoaderSecret = AddSecret("place-loader-secret");
var gatewaySecret = AddSecret("gateway-secret");
var demonstrationMailSecret = AddSecret("demonstration-mail-secret");

var identity = AddService<Projects.Identity>("identity")
    .WithEnvironment("Identity__SigningKeyProtectionKey", signingKeyProtectionKey)
    .WithEnvironment("Clients__place-loader__Secret", placeLoaderSecret)
    .WithEnvironment("Clients__gateway__Secret", gatewaySecret)
    .WithEnvironment("Accounts__PasswordContextWords__0", place)
    .WithEnvironment("Mail__LinkBase", builder.Configuration["Mail:LinkBase"] ?? $"http://localhost:{port}")
    .WithEnvironment("Demonstration__Enabled", demonstration);

var directory = AddService<Projects.DirectoryOfServices>("directory").WithReference(identity);
var scheduling = AddService<Projects.Scheduling>("scheduling").WithReference(identity).WithEnvironment("Demonstration__Enabled", demonstration);
var ledger = AddService<Projects.Ledger>("ledger").WithReference(identity);
var quality = AddService<Projects.Quality>("quality").WithReference(identity);

// Unless a mail server is named, a demonstration has one that sends nothing on and shows every mail to the operator.
var mail = isDemonstration && builder.Configuration["Mail:Smtp:Host"] is null ? AddDemonstrationMail() : null;

var gateway = builder.AddProject<Projects.Gateway>("gateway")
    .WithReference(identity).WaitFor(identity)
    .WithReference(directory).WaitFor(directory)
    .WithReference(scheduling).WaitFor(scheduling)
    .WithReference(ledger).WaitFor(ledger)
    .WithReference(quality).WaitFor(quality)
    .WithReference(rabbitmq).WaitFor(rabbitmq)
    .WithEnvironment("Session__ClientSecret", gatewaySecret)
    .WithEnvironment("DemonstrationMail__Secret", demonstrationMailSecret)
    .WithEnvironment("AllowedHosts", builder.Configuration["AllowedHosts"] ?? "localhost;127.0.0.1;[::1]")
    .WithEnvironment("Demonstration__Enabled", demonstration)
    .WithHttpEndpoint(port).WithExternalHttpEndpoints().WithHttpHealthCheck("/health");

if (mail is not null) gateway.WithReference(mail);

builder.AddProject<Projects.PlaceLoader>("place-loader").WithArgs("load", place)
    .WithReference(gateway).WaitFor(gateway)
    .WithEnvironment("Identity__ClientSecret", placeLoaderSecret)
    .WithEnvironment("Demonstration__Enabled", demonstration);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddDemonstrationMail()
{
    var server = builder.AddProject<Projects.DemonstrationMail>("demonstration-mail")
        .WithEnvironment("DemonstrationMail__Secret", demonstrationMailSecret)
        .WithEndpoint(scheme: "tcp", name: "smtp", env: "Smtp__Port")
        .WithHttpEndpoint().WithHttpHealthCheck("/health");

    var smtp = server.GetEndpoint("smtp");
    foreach (var sender in new[] { identity, scheduling, ledger })
        sender.WithEnvironment("Mail__Smtp__Host", ReferenceExpression.Create($"{smtp.Property(EndpointProperty.Host)}"))
            .WithEnvironment("Mail__Smtp__Port", ReferenceExpression.Create($"{smtp.Property(EndpointProperty.Port)}"))
            .WithEnvironment("Mail__Smtp__Security", "None");
    scheduling.WithEnvironment("Messages__TextGateway", builder.Configuration["Messages:TextGateway"] ?? "texts.example");
    return server;
}

// A service has a database that it alone uses, through a login that may not change the tables; its migrate step may.
IResourceBuilder<ProjectResource> AddService<TProject>(string name) where TProject : IProjectMetadata, new()
{
    var login = $"{name}_service";
    var password = AddSecret($"{name}-service-password");
    var database = postgres.AddDatabase($"{name}-db", name);

    var migrate = builder.AddProject<TProject>($"{name}-migrate").WithArgs("migrate")
        .WithReference(database, "owner").WaitFor(database)
        .WithEnvironment("Database__ServiceLogin", login)
        .WithEnvironment("Database__ServicePassword", password);

    var server = postgres.Resource.PrimaryEndpoint;
    return builder.AddProject<TProject>(name).WaitForCompletion(migrate)
        .WithEnvironment("ConnectionStrings__database", ReferenceExpression.Create(
            $"Host={server.Property(EndpointProperty.Host)};Port={server.Property(EndpointProperty.Port)};Database={name};Username={login};Password={password}"))
        .WithReference(rabbitmq).WaitFor(rabbitmq)
        .WithEnvironment("PersonalData__Key", personalDataKey)
        .WithEnvironment("PersonalData__PseudonymKey", pseudonymKey)
        .WithHttpEndpoint().WithHttpHealthCheck("/health")
        .WithReplicas(builder.Configuration.GetValue($"replicas:{name}", 1));
}

// Generated once and kept with the data.
IResourceBuilder<ParameterResource> AddSecret(string name) =>
    builder.AddParameter(name, new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true);

// 32 bytes in base64: 42 letters and digits, each six bits, and an ending that makes any of them a valid key.
ReferenceExpression AddKey(string name)
{
    var letters = builder.AddParameter(
        name, new GenerateParameterDefault { MinLength = 42, Special = false }, secret: true, persist: true);
    return ReferenceExpression.Create($"{letters}A=");
}
