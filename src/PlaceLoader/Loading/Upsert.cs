using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Loading;

/// <summary>One record to put through the public API, the row it came from, and the noun that it is counted under.</summary>
internal sealed record Upsert(string Kind, RowReference Row, string Path, object Body);
