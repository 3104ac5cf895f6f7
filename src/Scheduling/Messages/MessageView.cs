using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>
/// That a person was told, or is to be: of what, how, and since when it stands so. Never the words. <c>LastFailure</c> is why it could not be sent.
/// </summary>
public sealed record MessageView(
    Guid Id, MessageKind Kind, MessageChannel Channel, MessageState State, DateTimeOffset CreatedAt, DateTimeOffset StateSince, string? LastFailure = null)
{
    internal static MessageView Of(Message message) => new(
        message.Id.Value, message.Kind, message.Channel, message.State,
        LondonTime.ToLondon(message.CreatedAt), LondonTime.ToLondon(message.StateSince), message.LastFailure);
}
