using MassTransit;

namespace IntegratedCare.Contracts.Directory;

/// <summary>A care service stands in the directory for the first time. Published once the record is stored.</summary>
/// <remarks>
/// <c>Version</c> grows with every change of the record: a hearer that already holds a higher one ignores this event.
/// <c>Category</c> and <c>Status</c> are the camelCase words of the directory's API; <c>TariffPence</c> is the price of one
/// booking in whole pence, absent where nothing is charged. <c>Languages</c> are the tags (BCP 47) of what its people speak, sign languages too;
/// <c>Interpreting</c> says that others can be interpreted.
/// </remarks>
[MessageUrn("directory:service-published:v1"), EntityName("directory.service-published.v1")]
public sealed record ServicePublished(
    Guid ServiceId,
    long Version,
    string Name,
    string Category,
    Guid ProviderId,
    string ProviderName,
    bool Bookable,
    long? TariffPence,
    string Status,
    DateTimeOffset OccurredAt,
    IReadOnlyList<string>? Languages = null,
    bool? Interpreting = null);
