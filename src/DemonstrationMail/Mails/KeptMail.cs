namespace IntegratedCare.DemonstrationMail.Mails;

/// <summary>A mail as it came: who was to have it stands in its envelope, all else in its own bytes.</summary>
internal sealed record KeptMail(Guid Id, DateTimeOffset ReceivedAt, IReadOnlyList<string> To, byte[] Content);
