using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.Messaging;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IntegratedCare.Kernel.Database;

/// <summary>A service's database: its own tables, and beside them the outbox, the inbox, idempotency keys, the access audit and data keys.</summary>
public abstract partial class KernelDb : DbContext
{
    /// <summary>Opens the database that the options name.</summary>
    protected KernelDb(DbContextOptions options) : base(options)
    {
        // Nobody goes on in a transaction after a save that failed, so a savepoint would be two round trips for nothing.
        Database.AutoSavepointsEnabled = false;
    }

    /// <summary>Puts an event into the outbox; it leaves once the changes saved with it have been committed.</summary>
    public void Publish<TEvent>(TEvent published) where TEvent : class =>
        Set<OutboxMessage>().Add(OutboxMessage.Of(published));

    /// <inheritdoc/>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new OutboxMessageMapping());
        modelBuilder.ApplyConfiguration(new InboxMessageMapping());
        modelBuilder.ApplyConfiguration(new IdempotencyRecordMapping());
        modelBuilder.ApplyConfiguration(new AccessRecordMapping());
        modelBuilder.ApplyConfiguration(new AccessLinkMapping());
        modelBuilder.ApplyConfiguration(new AccessLaneMapping());
        modelBuilder.ApplyConfiguration(new DataKeyMapping());
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes()) UseSnakeCase(entity);
    }

    /// <inheritdoc/>
    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(50);
        foreach (var id in GetType().Assembly.GetTypes().Where(IsEntityId))
            configurationBuilder.Properties(id).HaveConversion(typeof(EntityIdConverter<>).MakeGenericType(id));
    }

    private static bool IsEntityId(Type type) => type.IsValueType && type.GetInterfaces()
        .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));

    private static void UseSnakeCase(IMutableEntityType entity)
    {
        if (entity.GetTableName() is { } table) entity.SetTableName(SnakeCase(table));
        foreach (var property in entity.GetProperties())
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        foreach (var nested in entity.GetComplexProperties()) UseSnakeCase(nested);
    }

    private static void UseSnakeCase(IMutableComplexProperty complex)
    {
        if (complex.ComplexType.IsMappedToJson()) return;
        foreach (var property in complex.ComplexType.GetProperties())
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        foreach (var nested in complex.ComplexType.GetComplexProperties()) UseSnakeCase(nested);
    }

    private static string SnakeCase(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
