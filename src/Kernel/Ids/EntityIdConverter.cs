using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegratedCare.Kernel.Ids;

internal sealed class EntityIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Typed(value))
    where TId : struct, IEntityId<TId>
{
    // An expression tree cannot call a static interface member itself.
    private static TId Typed(Guid value) => TId.From(value);
}
