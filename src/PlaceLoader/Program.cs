using IntegratedCare.PlaceLoader;
using IntegratedCare.PlaceLoader.Gateway;
using Microsoft.Extensions.Configuration;

if (CommandLine.Read(args) is not { } command)
{
    Console.Error.WriteLine(CommandLine.Usage);
    return ExitCode.WrongUsage;
}

if (ValidatePlace.Run(command.PlaceOrFolder, Console.Out, Console.Error) is not { } place) return ExitCode.InvalidPlace;
if (command.Verb == CommandLine.Validate) return ExitCode.Done;

var environment = new ConfigurationBuilder().AddEnvironmentVariables();
var configuration = environment.Build()["SecretsDirectory"] is { Length: > 0 } secrets
    ? environment.AddKeyPerFile(Path.GetFullPath(secrets), optional: false).Build()
    : environment.Build();
if (GatewayOptions.From(command, configuration, Console.Error) is not { } gateway) return ExitCode.WrongUsage;

using var stop = new StopSignal();
return await LoadPlace.RunAsync(place, gateway, TimeProvider.System, Console.Out, Console.Error, stop.Token);
