using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Database;

/// <summary>Tables whose rows are written once and never again.</summary>
public static class AppendOnly
{
    private const string Annotation = "IntegratedCare:AppendOnly";

    /// <summary>
    /// <c>migrate</c> takes UPDATE, DELETE and TRUNCATE on this table away from the service's login and adds a trigger that refuses them to
    /// everybody who does not switch triggers off.
    /// </summary>
    public static EntityTypeBuilder<TEntity> IsAppendOnly<TEntity>(this EntityTypeBuilder<TEntity> builder)
        where TEntity : class
    {
        builder.HasAnnotation(Annotation, true);
        return builder;
    }

    internal static IEnumerable<string> TablesOf(IModel model) => model.GetEntityTypes()
        .Where(e => e.FindAnnotation(Annotation) is not null)
        .Select(e => e.GetSchemaQualifiedTableName()!);
}
