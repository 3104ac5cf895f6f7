namespace IntegratedCare.Kernel.Errors;

/// <summary>Something that the request cannot be answered without is out of reach; the caller may try again.</summary>
public sealed class ServiceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
