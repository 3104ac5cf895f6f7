using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>A service as its tables hold it, for statements that write many at once. What the model gains, these gain.</summary>
internal sealed class StoredShape
{
    private readonly List<IProperty> columns;
    private readonly List<Link> links;

    public StoredShape(IModel model)
    {
        var service = model.FindEntityType(typeof(CareService))!;
        columns = [.. service.GetProperties().Where(p => !p.IsShadowProperty() && p.GetBeforeSaveBehavior() == PropertySaveBehavior.Save)];
        links = [.. service.GetNavigations().Where(n => n.IsCollection && n.TargetEntityType.GetTableName() is not null).Select(Link.Of)];
    }

    /// <summary>The names of the columns.</summary>
    public IEnumerable<string> Columns => columns.Select(c => c.GetColumnName());

    /// <summary>The tables of links, with the column of the key that a service is linked to.</summary>
    public IEnumerable<(string Table, string Key, string KeyType)> Links => links.Select(l => (l.Table, l.Key, l.KeyType));

    /// <summary>Every column of the service.</summary>
    public JsonObject Row(CareService service)
    {
        var row = new JsonObject();
        foreach (var column in columns) row[column.GetColumnName()] = ValueOf(column, service);
        return row;
    }

    /// <summary>By table the keys that the service is linked to.</summary>
    public string LinksOf(CareService service)
    {
        var keys = new JsonObject();
        foreach (var link in links) keys[link.Table] = link.Keys(service);
        return keys.ToJsonString();
    }

    private static JsonNode? ValueOf(IProperty column, object entity)
    {
        var mapping = column.GetRelationalTypeMapping();
        var value = column.GetGetter().GetClrValue(entity);
        if (value is not null && mapping.Converter is { } converter) value = converter.ConvertToProvider(value);
        return value switch
        {
            null => null,
            string json when mapping.StoreType == "jsonb" => JsonNode.Parse(json),
            _ => JsonSerializer.SerializeToNode(value),
        };
    }

    private sealed record Link(string Table, string Key, string KeyType, INavigation Navigation, IProperty Property)
    {
        public static Link Of(INavigation navigation)
        {
            var type = navigation.TargetEntityType;
            var key = type.FindPrimaryKey()!.Properties.Single(p => !navigation.ForeignKey.Properties.Contains(p));
            return new(type.GetTableName()!, key.GetColumnName(), key.GetRelationalTypeMapping().StoreType, navigation, key);
        }

        public JsonArray Keys(CareService service) =>
            [.. ((System.Collections.IEnumerable)Navigation.GetGetter().GetClrValue(service)!).Cast<object>().Select(link => ValueOf(Property, link))];
    }
}
