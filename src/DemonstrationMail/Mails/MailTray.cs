namespace IntegratedCare.DemonstrationMail.Mails;

/// <summary>The mails of this run, in memory: the oldest makes room for the newest.</summary>
internal sealed class MailTray
{
    /// <summary>No more are kept.</summary>
    public const int MailsMax = 500;

    /// <summary>No more than this is kept of all of them together.</summary>
    public const long BytesMax = 64 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly LinkedList<KeptMail> newestFirst = [];
    private long bytes;

    public void Keep(KeptMail mail)
    {
        lock (gate)
        {
            newestFirst.AddFirst(mail);
            bytes += mail.Content.Length;
            while (newestFirst.Count > MailsMax || bytes > BytesMax)
            {
                bytes -= newestFirst.Last?.Value.Content.Length ?? 0;
                newestFirst.RemoveLast();
            }
        }
    }

    /// <summary>The newest, at most so many.</summary>
    public IReadOnlyList<KeptMail> Newest(int count)
    {
        lock (gate)
        {
            return [.. newestFirst.Take(count)];
        }
    }

    /// <summary>Null: there was none, or it has made room.</summary>
    public KeptMail? Find(Guid id)
    {
        lock (gate)
        {
            return newestFirst.FirstOrDefault(mail => mail.Id == id);
        }
    }
}
