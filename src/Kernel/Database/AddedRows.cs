using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.Kernel.Database;

/// <summary>What was added to a context, as one statement by EF's own model: for the few use cases of which every round trip counts.</summary>
/// <remarks>
/// Foreign keys are checked when the statement has ended, so the rows stand in no order. Nothing comes back: columns that the database fills are left to it
/// and not read.
/// </remarks>
public static class AddedRows
{
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<IEntityType, RowPlan>> Plans = [];

    /// <summary>The statement that inserts all that was added, which the context forgets; null where there is anything to save but additions.</summary>
    public static NpgsqlBatchCommand? Take(KernelDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var entries = db.ChangeTracker.Entries().ToList();
        if (entries.Count == 0 || entries.Exists(e => e.State is not (EntityState.Added or EntityState.Unchanged))) return null;

        var plans = Plans.GetOrCreateValue(db.Model);
        var (sql, statement) = (new StringBuilder(), new NpgsqlBatchCommand());
        foreach (var entry in entries.Where(e => e.State == EntityState.Added))
        {
            var plan = plans.GetOrAdd(entry.Metadata, static type => new(type));
            sql.Append(sql.Length == 0 ? "with row" : ", row").Append(statement.Parameters.Count).Append(" as (");
            plan.Append(sql, statement, entry.Entity);
            sql.Append(')');
        }

        if (sql.Length == 0) return null;
        statement.CommandText = sql.Append(" select").ToString();
        db.ChangeTracker.Clear();
        return statement;
    }

    /// <summary>How an entity becomes a row.</summary>
    private sealed class RowPlan
    {
        private readonly string into;
        private readonly List<Column> columns;
        private readonly List<IProperty> given;     // by the database

        public RowPlan(IEntityType type)
        {
            columns = [.. ColumnsOf(type, entity => entity)];
            given = [.. type.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.Never)];
            into = $"insert into {type.GetSchemaQualifiedTableName()} ({string.Join(", ", columns.Select(c => c.Name))}) values (";
        }

        public void Append(StringBuilder sql, NpgsqlBatchCommand statement, object entity)
        {
            if (given.Find(p => !Equals(p.GetGetter().GetClrValue(entity), p.Sentinel)) is { } property)
                throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} is the database's to give.");
            sql.Append(into);
            for (var i = 0; i < columns.Count; i++)
            {
                statement.Parameters.Add(columns[i].ValueOf(entity));
                sql.Append(i == 0 ? "$" : ", $").Append(CultureInfo.InvariantCulture, $"{statement.Parameters.Count}");
            }

            sql.Append(')');
        }

        private static IEnumerable<Column> ColumnsOf(ITypeBase type, Func<object, object?> self) =>
        [
            .. type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => new Column(p, self)),
            .. type.GetComplexProperties().SelectMany(c => ColumnsOf(c.ComplexType, Part(self, c.GetGetter()))),
        ];

        private static Func<object, object?> Part(Func<object, object?> self, IClrPropertyGetter getter) =>
            entity => self(entity) is { } owner ? getter.GetClrValue(owner) : null;
    }

    private sealed class Column(IProperty property, Func<object, object?> self)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        private readonly NpgsqlDbType type = TypeOf(property.GetRelationalTypeMapping());

        public string Name { get; } = property.GetColumnName();

        public NpgsqlParameter ValueOf(object entity)
        {
            var value = self(entity) is { } owner ? getter.GetClrValue(owner) : null;
            return new() { NpgsqlDbType = type, Value = (value is null || convert is null ? value : convert(value)) ?? DBNull.Value };
        }

        private static NpgsqlDbType TypeOf(RelationalTypeMapping mapping)
        {
            using var command = new NpgsqlCommand();
            return ((NpgsqlParameter)mapping.CreateParameter(command, "value", value: null, nullable: true)).NpgsqlDbType;
        }
    }
}
