using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Imports;

public readonly record struct ImportId(Guid Value) : IEntityId<ImportId>
{
    public static ImportId New() => new(Guid.CreateVersion7());
    public static ImportId From(Guid value) => new(value);
}

/// <summary>Services that somebody sent in bulk: first read and compared with the directory, then taken over whole or not at all.</summary>
internal sealed class Import
{
    private Import()
    {
    }

    public required ImportId Id { get; init; }
    public ImportFormat Format { get; private set; }
    public string? Source { get; private set; }     // null: the directory's own editors
    public string? Feed { get; private set; }       // null: a file was sent
    public bool DryRun { get; private set; }
    public RemovalRule Removals { get; private set; }
    public ServiceCategory? Category { get; private set; }    // null: each row says its own
    public ImportStatus Status { get; private set; }
    public required string SentBy { get; init; }

    /// <summary>In what role whoever sent it acted, or applied it where that was somebody else.</summary>
    public required string Role { get; set; }
    public string? OrganisationCode { get; private set; }
    public string? NeighbourhoodCode { get; private set; }
    public string? SessionId { get; private set; }
    public required string Purpose { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public string? AppliedBy { get; private set; }    // null: not applied, or at once by whoever sent it
    public DateTimeOffset? ReportedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long BytesSent { get; private set; }
    public int Rows { get; private set; }
    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Removed { get; private set; }
    public int Unchanged { get; private set; }
    public int Rejected { get; private set; }

    /// <summary>What comes with the services: organisations and sites of the source.</summary>
    public int OrganisationsAdded { get; private set; }
    public int OrganisationsChanged { get; private set; }
    public int SitesAdded { get; private set; }
    public int SitesChanged { get; private set; }

    /// <summary>How many services of the source are open, of which <see cref="Removed"/> would be closed.</summary>
    public int Removable { get; private set; }
    public int? ConfirmedRemovals { get; private set; }
    public string? Refusal { get; private set; }        // null: nothing stands in its way
    public string? RefusalDetail { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Something is still to be done by a worker.</summary>
    public bool IsInHand => Status is ImportStatus.Uploaded or ImportStatus.Validating or ImportStatus.Applying;

    public static Import Of(ImportId id, ImportOrder asked, Caller caller, Purpose purpose, DateTimeOffset now)
    {
        if (asked.Feed is not null && asked.Source is null) throw new DomainException(ImportErrors.SourceMissing);
        return new()
        {
            Id = id, Format = asked.Format, Source = asked.Source, Feed = asked.Feed, DryRun = asked.DryRun, Removals = asked.Removals,
            Category = asked.Category, Status = ImportStatus.Uploaded, SentBy = caller.Subject, Role = caller.Role,
            OrganisationCode = caller.OrganisationCode, NeighbourhoodCode = caller.NeighbourhoodCode, SessionId = caller.SessionId,
            Purpose = purpose.Value, SentAt = now, BytesSent = asked.Bytes,
        };
    }

    /// <summary>Who answers for it, for the audit and the history of what it changes.</summary>
    public Caller Sender => new(AppliedBy ?? SentBy, AppliedBy ?? SentBy, Role, OrganisationCode, NeighbourhoodCode) { SessionId = SessionId };

    /// <summary>A worker reads it from the beginning; whatever an earlier attempt left is void.</summary>
    public void Read(DateTimeOffset now, int attemptsMax)
    {
        Attempt(now, attemptsMax);
        if (Status == ImportStatus.Failed) return;
        Status = ImportStatus.Validating;
        (Rows, Added, Changed, Removed, Unchanged, Rejected, Removable) = (0, 0, 0, 0, 0, 0, 0);
        ReportedAt = null;
        Bring(default);
    }

    /// <summary>What comes, or has come, with the services.</summary>
    public void Bring(SourceCounts counts) =>
        (OrganisationsAdded, OrganisationsChanged, SitesAdded, SitesChanged) =
            (counts.OrganisationsAdded, counts.OrganisationsChanged, counts.SitesAdded, counts.SitesChanged);

    public void Count(RowOutcome outcome)
    {
        if (outcome != RowOutcome.Removed) Rows++;
        _ = outcome switch
        {
            RowOutcome.Added => Added++,
            RowOutcome.Changed => Changed++,
            RowOutcome.Removed => Removed++,
            RowOutcome.Unchanged => Unchanged++,
            RowOutcome.Rejected => Rejected++,
        };
    }

    /// <summary>The report is whole: it waits to be looked at, or is applied at once where that was asked for and nothing stands in its way.</summary>
    public void Report(int removable, double removalShareMax, DateTimeOffset now)
    {
        (Removable, ReportedAt) = (removable, now);
        var mayGoOn = !DryRun || AppliedBy is not null;
        (Refusal, RefusalDetail) = (null, null);
        if (AppliedBy is not null || (mayGoOn && NeedsConfirmation(removalShareMax)))
        {
            // Whoever applied a report applied that one; another is theirs to look at again.
            var why = AppliedBy is not null ? ImportErrors.OutOfDate : ImportErrors.RemovalsUnconfirmed;
            (Refusal, AppliedBy, mayGoOn) = (why.Code, null, false);
        }

        Attempts = 0;
        Status = mayGoOn ? ImportStatus.Applying : ImportStatus.Ready;
    }

    /// <summary>Somebody has looked at the report and wants it.</summary>
    public void Approve(Caller caller, int? confirmedRemovals, double removalShareMax)
    {
        if (Status is ImportStatus.Applied or ImportStatus.Failed or ImportStatus.Cancelled) throw new DomainException(ImportErrors.Ended);
        if (Status != ImportStatus.Ready) throw new DomainException(ImportErrors.NotReady);
        ConfirmedRemovals = confirmedRemovals;
        if (NeedsConfirmation(removalShareMax))
            throw new DomainException(ImportErrors.RemovalsUnconfirmed, $"{Removed} of {Removable} services.");
        (Status, AppliedBy, Refusal, RefusalDetail, Attempts) = (ImportStatus.Applying, caller.Subject, null, null, 0);
        (Role, OrganisationCode, NeighbourhoodCode, SessionId) =
            (caller.Role, caller.OrganisationCode, caller.NeighbourhoodCode, caller.SessionId);
    }

    /// <summary>The report no longer holds: it is made anew.</summary>
    public void Renew() => (Status, Attempts, ConfirmedRemovals) = (ImportStatus.Uploaded, 0, null);

    public void Cancel(DateTimeOffset now)
    {
        if (Status is ImportStatus.Applied or ImportStatus.Failed or ImportStatus.Cancelled) throw new DomainException(ImportErrors.Ended);
        if (Status == ImportStatus.Applying) throw new DomainException(ImportErrors.NotReady);
        (Status, EndedAt) = (ImportStatus.Cancelled, now);
    }

    public void Applied(DateTimeOffset now) => (Status, EndedAt, Refusal, RefusalDetail) = (ImportStatus.Applied, now, null, null);

    public void Fail(DomainError error, string? detail, DateTimeOffset now) =>
        (Status, EndedAt, Refusal, RefusalDetail) = (ImportStatus.Failed, now, error.Code, detail ?? error.Title);

    /// <summary>Counts how often it was begun, so that one that kills its worker does not do so for ever.</summary>
    public void Attempt(DateTimeOffset now, int attemptsMax)
    {
        Attempts++;
        if (Attempts > attemptsMax) Fail(ImportErrors.GaveUp, null, now);
    }

    private bool NeedsConfirmation(double removalShareMax) =>
        Removed > 0 && Removed > removalShareMax * Removable && ConfirmedRemovals != Removed;
}

/// <summary>The form that services are sent in.</summary>
public enum ImportFormat
{
    /// <summary>The table of an export.</summary>
    Csv,

    /// <summary>Open Referral UK 3.0: a JSON array, a page of a feed, or one service on a line.</summary>
    OpenReferral,
}

/// <summary>What becomes of services of the source that are no longer sent.</summary>
public enum RemovalRule
{
    /// <summary>They stay as they are.</summary>
    Keep,

    /// <summary>They are closed.</summary>
    Close,
}

/// <summary>How far an import has come.</summary>
public enum ImportStatus
{
    /// <summary>It waits to be read.</summary>
    Uploaded,

    /// <summary>It is being compared with the directory.</summary>
    Validating,

    /// <summary>Its report can be looked at, and applied.</summary>
    Ready,

    /// <summary>It is being taken over.</summary>
    Applying,

    /// <summary>All of its good rows stand in the directory.</summary>
    Applied,

    /// <summary>It cannot be read at all; nothing was changed.</summary>
    Failed,

    /// <summary>Somebody cancelled it; nothing was changed.</summary>
    Cancelled,
}

/// <summary>What a row does to the directory.</summary>
public enum RowOutcome
{
    /// <summary>A service stands there for the first time.</summary>
    Added,

    /// <summary>A service reads differently.</summary>
    Changed,

    /// <summary>A service that is no longer sent is closed.</summary>
    Removed,

    /// <summary>Nothing: the service reads so already.</summary>
    Unchanged,

    /// <summary>Nothing: the row is broken, or not this source's to say.</summary>
    Rejected,
}
