namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The system cannot be run as asked; the message is one sentence that tells a person what to do.</summary>
public sealed class LocalHostingException : Exception
{
    public LocalHostingException() { }

    public LocalHostingException(string message) : base(message) { }

    public LocalHostingException(string message, Exception innerException) : base(message, innerException) { }
}
