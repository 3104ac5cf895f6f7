using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Every event of Contracts under its wire name, so that a rename of a class never loses a stored message.</summary>
internal static class EventTypes
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly FrozenDictionary<string, Type> ByName = typeof(BookingConfirmed).Assembly.GetTypes()
        .Where(t => t.GetCustomAttribute<MessageUrnAttribute>() is not null)
        .ToFrozenDictionary(NameOf);

    public static string NameOf(Type type) => MessageUrn.ForTypeString(type);

    public static Type Of(string name) => ByName.TryGetValue(name, out var type)
        ? type
        : throw new InvalidOperationException($"No event of Contracts is called {name}.");
}
