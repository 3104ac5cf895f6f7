namespace IntegratedCare.Kernel.Ids;

/// <summary>The identity of one kind of record: a GUID on the wire and in the database, its own type in the code.</summary>
/// <remarks>Ids are UUID version 7, so that rows written together lie together in an index.</remarks>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The id as callers and other services see it.</summary>
    Guid Value { get; }

    /// <summary>Gives the type back to an id that came from outside.</summary>
    static abstract TSelf From(Guid value);
}
