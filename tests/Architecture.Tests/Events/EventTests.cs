using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Architecture.Tests.Events;

public sealed partial class EventTests
{
    private static readonly Type[] Contracts = [.. typeof(BookingConfirmed).Assembly.GetTypes().Where(t => t.IsPublic)];

    private static readonly Type[] Published = [.. Contracts.Where(t => t.GetCustomAttribute<MessageUrnAttribute>() is not null)];

    [Fact]
    public void Every_event_has_a_name_on_the_wire_that_no_rename_can_change()
    {
        var nameless = Published.Where(t => t.GetCustomAttribute<EntityNameAttribute>() is not { EntityName: { } entity }
            || MessageUrn.ForType(t).ToString() is not { } urn
            || $"urn:message:{entity.Replace(".v", ":v", StringComparison.Ordinal).Replace('.', ':')}" != urn);

        Assert.Empty(nameless);
    }

    [Fact]
    public void Every_event_reads_on_the_wire_as_committed()
    {
        foreach (var type in Published)
        {
            var name = type.GetCustomAttribute<EntityNameAttribute>()!.EntityName;
            Snapshots.AssertMatches(Path.Combine(Repository.Root, $"tests/Architecture.Tests/Events/{name}.txt"), Describe(type),
                "a service that runs yesterday's version must understand today's event: members are added, never changed");
        }
    }

    [Fact]
    public void Every_committed_event_still_exists()
    {
        var names = Published.Select(t => t.GetCustomAttribute<EntityNameAttribute>()!.EntityName).ToHashSet();
        var left = Repository.Files("tests/Architecture.Tests/Events", "*.v?.txt")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => !names.Contains(n));

        Assert.True(!left.Any(), $"{string.Join(", ", left)} has left Contracts while somebody may still hear it");
    }

    [Fact]
    public void No_event_carries_what_identifies_a_person()
    {
        string[] personal = ["NhsNumber", "FamilyName", "GivenName", "DateOfBirth", "Postcode", "Phone", "Email", "Address", "Description", "Reason"];
        var members = Contracts.SelectMany(t => t.GetProperties().Select(p => (Type: t, p.Name))).Where(m => personal.Contains(m.Name));

        Assert.True(!members.Any(), $"{string.Join(", ", members)}: across services a person is a PersonKey");
    }

    [Fact]
    public void Every_event_that_is_heard_is_published_by_the_service_it_belongs_to()
    {
        var heard = Repository.Services.Select(Assembly.Load).SelectMany(a => a.GetTypes()).SelectMany(t => t.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>)).Select(i => i.GetGenericArguments()[0]).Distinct();

        var orphans = heard.Where(e => !PublishedBy(e));

        Assert.True(!orphans.Any(), $"{string.Join(", ", orphans.Select(o => o.Name))} is heard, but its owner never publishes it");
    }

    [Fact]
    public void Every_event_of_contracts_is_published()
    {
        var silent = Published.Where(e => !PublishedBy(e));

        Assert.True(!silent.Any(), $"{string.Join(", ", silent.Select(o => o.Name))} is a promise that nobody keeps");
    }

    private static bool PublishedBy(Type published)
    {
        var publisher = published.Namespace!.Split('.')[^1];
        var folder = publisher == "Directory" ? "DirectoryOfServices" : publisher;
        return Repository.Files($"src/{folder}", "*.cs").Any(f => Regex.IsMatch(File.ReadAllText(f), $@"\b{published.Name}\b"));
    }

    private static string Describe(Type type)
    {
        var text = new StringBuilder().Append(MessageUrn.ForType(type)).Append('\n');
        foreach (var property in type.GetProperties()) text.Append($"  {Camel(property.Name)}: {NameOf(property)}\n");
        foreach (var part in type.GetProperties().SelectMany(p => p.PropertyType.GetGenericArguments())
            .Where(a => a.Assembly == type.Assembly))
        {
            text.Append($"{part.Name}\n");
            foreach (var property in part.GetProperties()) text.Append($"  {Camel(property.Name)}: {NameOf(property)}\n");
        }

        return text.ToString();
    }

    private static string NameOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return underlying.Name + "?";
        if (type.IsGenericType) return $"[{type.GetGenericArguments()[0].Name}]";
        var optional = !type.IsValueType
            && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return type.Name + (optional ? "?" : "");
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
