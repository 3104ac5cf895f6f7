using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Ledger.Approvals;

internal readonly record struct ApprovalId(Guid Value) : IEntityId<ApprovalId>
{
    public static ApprovalId New() => new(Guid.CreateVersion7());

    public static ApprovalId From(Guid value) => new(value);
}

/// <summary>What one person asked for that a second one must approve. What is asked never changes; it is decided once, by somebody else.</summary>
internal sealed class Approval
{
    private static readonly JsonSerializerOptions Json = JsonOptions();

    public required ApprovalId Id { get; init; }

    public required string FundCode { get; init; }

    public required ApprovalKind Kind { get; init; }

    /// <summary>How much money it is about.</summary>
    public required long AmountPence { get; init; }

    /// <summary>What up to one person may decide alone, as it stood when it was asked.</summary>
    public required long LimitPence { get; init; }

    /// <summary>What is asked for, in a line.</summary>
    public required string Narrative { get; init; }

    public required string Reason { get; init; }

    /// <summary>The request as it came, to be done when it is approved.</summary>
    public required string Asked { get; init; }

    public required string AskedBy { get; init; }

    public string? AskedByOrganisation { get; init; }   // null: a board member of no organisation

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public ApprovalStatus Status { get; private set; }

    public string? DecidedBy { get; private set; }      // null: it waits, or expired

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecisionReason { get; private set; } // null: not rejected

    /// <summary>The entry of the fund's journal that it became.</summary>
    public long? EntryNumber { get; private set; }      // null: not approved, or no entry of the journal

    /// <summary>A request for a second person.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="sum">The fund, how much, and up to how much one person would suffice.</param>
    /// <param name="words">What is asked for, in a line, and why.</param>
    /// <param name="asked">The request, kept whole.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="expireAfterDays">How long it waits.</param>
    public static Approval Ask(
        ApprovalKind kind, (string FundCode, long Pence, long LimitPence) sum, (string Narrative, string Reason) words, object asked,
        Caller caller, DateTimeOffset now, int expireAfterDays) => new()
        {
            Id = ApprovalId.New(),
            FundCode = sum.FundCode,
            Kind = kind,
            AmountPence = sum.Pence,
            LimitPence = sum.LimitPence,
            Narrative = words.Narrative,
            Reason = words.Reason,
            Asked = JsonSerializer.Serialize(asked, asked.GetType(), Json),
            AskedBy = caller.Subject,
            AskedByOrganisation = caller.OrganisationCode,
            AskedAt = now,
            ExpiresAt = now.AddDays(expireAfterDays),
        };

    /// <summary>The request as it was asked.</summary>
    public T Read<T>() where T : class => JsonSerializer.Deserialize<T>(Asked, Json)
        ?? throw new InvalidOperationException($"The approval {Id.Value} holds no request.");

    public ApprovalStatus StatusAt(DateTimeOffset now) =>
        Status == ApprovalStatus.Pending && now >= ExpiresAt ? ApprovalStatus.Expired : Status;

    /// <summary>Refuses whoever may not decide it, and what is decided or too old.</summary>
    public void CheckDecision(Caller caller, DateTimeOffset now)
    {
        if (caller.IsProgram) throw new DomainException(ApprovalErrors.PersonDecides);
        if (!Kind.Deciders().Contains(caller.Role)) throw new DomainException(ApprovalErrors.NotYourDecision);
        if (caller.Subject == AskedBy) throw new DomainException(ApprovalErrors.FourEyes);
        RequirePending(now);
    }

    public void Approve(Caller caller, long? entryNumber, DateTimeOffset now)
    {
        CheckDecision(caller, now);
        EntryNumber = entryNumber;
        Decide(ApprovalStatus.Approved, caller, now);
    }

    public void Reject(Caller caller, string reason, DateTimeOffset now)
    {
        CheckDecision(caller, now);
        DecisionReason = reason.Trim();
        Decide(ApprovalStatus.Rejected, caller, now);
    }

    /// <summary>Takes it back; only whoever asked can.</summary>
    public void Withdraw(Caller caller, DateTimeOffset now)
    {
        if (caller.Subject != AskedBy) throw new DomainException(ApprovalErrors.NotYours);
        RequirePending(now);
        Decide(ApprovalStatus.Withdrawn, caller, now);
    }

    private void RequirePending(DateTimeOffset now)
    {
        if (Status != ApprovalStatus.Pending) throw new DomainException(ApprovalErrors.Closed);
        if (now >= ExpiresAt) throw new DomainException(ApprovalErrors.Expired);
    }

    private void Decide(ApprovalStatus status, Caller caller, DateTimeOffset now) =>
        (Status, DecidedBy, DecidedAt) = (status, caller.Subject, now);

    private static JsonSerializerOptions JsonOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        StrictJson.Apply(options);
        return options;
    }
}
