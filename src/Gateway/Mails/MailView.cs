namespace IntegratedCare.Gateway.Mails;

/// <summary>The newest mails that a demonstration's services have sent; <c>Total</c> are kept.</summary>
public sealed record MailListView(int Total, IReadOnlyList<MailHeadView> Items);

/// <summary>What stands on a mail's outside.</summary>
public sealed record MailHeadView(Guid Id, DateTimeOffset ReceivedAt, string From, IReadOnlyList<string> To, string Subject, int Bytes);

/// <summary>A whole mail. <c>Html</c> is what stands in it, to be shown where no script of it runs and nothing is fetched.</summary>
public sealed record MailView(
    Guid Id, DateTimeOffset ReceivedAt, string From, IReadOnlyList<string> To, string Subject, int Bytes,
    string? Text, string? Html, IReadOnlyList<MailAttachmentView> Attachments);

/// <summary>What came with a mail; <c>Text</c> is absent where it is none.</summary>
public sealed record MailAttachmentView(string? Name, string ContentType, string? Text);
