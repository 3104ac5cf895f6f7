namespace IntegratedCare.Kernel.Paging;

/// <summary>A stretch of a list that grows; <c>Next</c> is the cursor for what follows, null at the end.</summary>
public sealed record Feed<T>(IReadOnlyList<T> Items, string? Next);
