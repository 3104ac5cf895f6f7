using System.Reflection;
using System.Text.RegularExpressions;
using MassTransit;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>One queue of this service and the consumer that reads it; one event, one queue.</summary>
internal sealed record HeardQueue(string Name, Type Consumer)
{
    public string ErrorQueue => Name + "_error";

    /// <summary>Every consumer of a service's assembly with its queue, such as <c>ledger.booking-confirmed</c>.</summary>
    public static IReadOnlyList<HeardQueue> Of(string service, Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           where type is { IsClass: true, IsAbstract: false }
           from contract in type.GetInterfaces()
           where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>)
           select new HeardQueue($"{service}.{Kebab(contract.GetGenericArguments()[0].Name)}", type),
    ];

    private static string Kebab(string name) => Regex.Replace(name, "(?<=[a-z0-9])([A-Z])", "-$1").ToLowerInvariant();
}
