namespace IntegratedCare.DirectoryOfServices.Restrictions;

/// <summary>A quality restriction that stands: <c>Level</c> is noNewBookings or suspended.</summary>
public sealed record RestrictionView(string? Level, DateTimeOffset? ImposedAt);
