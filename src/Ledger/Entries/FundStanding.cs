using System.Collections.Concurrent;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using Npgsql;

namespace IntegratedCare.Ledger.Entries;

/// <summary>What decides whether a fund takes an entry, with its journal taken: read in one round trip, for many entries.</summary>
internal sealed class FundStanding
{
    // What a version says never changes.
    private static readonly ConcurrentDictionary<(string FundCode, int Version), AgreementVersion> Versions = new();

    public required JournalHead Head { get; set; }

    public required FundClass Class { get; init; }

    public required string HostOrganisationCode { get; init; }

    public required FinancialYear Year { get; init; }

    public required IReadOnlySet<string> OpenAccounts { get; init; }

    private int? AgreementVersion { get; init; }        // null: none has begun

    private DelegatedLimits Limits { get; set; } = DelegatedLimits.None;

    private long CashPence { get; set; }

    /// <summary>Statements that take the funds' journals, in the order of their codes, and read what counts.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Take(string[] fundCodes, DateOnly today)
    {
        yield return new("""
            SELECT fund_code, last_number, last_hash, last_posted_at, closed_through FROM journal_heads
            WHERE fund_code = ANY ($1) ORDER BY fund_code FOR UPDATE
            """) { Parameters = { new() { Value = fundCodes } } };
        yield return new("""
            SELECT code, class, host_organisation_code, financial_year,
                ARRAY(SELECT programme.code FROM programmes AS programme WHERE programme.fund_code = fund.code),
                (SELECT max(version) FROM agreement_effects AS effect WHERE effect.fund_code = fund.code AND effect.in_force_from <= $2),
                coalesce((SELECT debits_pence - credits_pence FROM account_balances AS balance
                    WHERE balance.fund_code = fund.code AND balance.account = $3), 0)
            FROM funds AS fund WHERE code = ANY ($1)
            """) { Parameters = { new() { Value = fundCodes }, new() { Value = today }, new() { Value = Account.Receipts } } };
    }

    /// <summary>What <see cref="Take"/> found, by code; a code that no fund has is missing.</summary>
    public static async Task<Dictionary<string, FundStanding>> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<string, JournalHead>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            var head = JournalHead.At(rows.GetString(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2),
                rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3), rows.IsDBNull(4) ? null : rows.GetFieldValue<DateOnly>(4));
            heads[head.FundCode] = head;
        }

        var standings = new Dictionary<string, FundStanding>(StringComparer.Ordinal);
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            standings[rows.GetString(0)] = new()
            {
                Head = heads[rows.GetString(0)],
                Class = Enum.Parse<FundClass>(rows.GetString(1)),
                HostOrganisationCode = rows.GetString(2),
                Year = new(rows.GetInt32(3)),
                OpenAccounts = ManualAccounts.Of(rows.GetFieldValue<string[]>(4)),
                AgreementVersion = rows.IsDBNull(5) ? null : rows.GetInt32(5),
                CashPence = rows.GetInt64(6),
            };
        }

        return standings;
    }

    /// <summary>Up to how much one may post alone today; nothing without an agreement in force.</summary>
    public async Task ReadLimitAsync(LedgerDb db, DateOnly today, CancellationToken cancellationToken)
    {
        if (AgreementVersion is not { } number) return;
        if (!Versions.TryGetValue((Head.FundCode, number), out var known))
            known = Versions[(Head.FundCode, number)] = await db.AgreementVersionAsync(Head.FundCode, number, cancellationToken);

        Limits = known.HasEndedBy(today) ? DelegatedLimits.None : known.Limits;
    }

    /// <summary>Refuses a caller who is not of the host.</summary>
    public void RequireHost(string? organisationCode)
    {
        if (organisationCode != HostOrganisationCode) throw new DomainException(FundErrors.NotTheHost);
    }

    /// <summary>Refuses a request whose entries are together above what its caller may post alone: many small ones are no way round the limit.</summary>
    public void RequireWithinLimit(IReadOnlyList<PostEntryRequest> asked, bool isProgram)
    {
        var limit = Limits.OfRequest(isProgram);
        var left = limit;
        foreach (var entry in asked)
            if ((left -= entry.AmountPence) < 0) throw new DomainException(EntryErrors.AboveLimit, $"One may post up to {limit} pence in a request alone.");
    }

    /// <summary>Where the journal and the cash stand, to come back to.</summary>
    public (JournalHead Head, long CashPence) Mark() =>
        (JournalHead.At(Head.FundCode, Head.LastNumber, Head.LastHash, Head.LastPostedAt, Head.ClosedThrough), CashPence);

    /// <summary>Undoes what was posted since the mark, before any of it was written.</summary>
    public void Return((JournalHead Head, long CashPence) mark) => (Head, CashPence) = mark;

    /// <summary>The entry that follows from the request, or its refusal.</summary>
    public JournalEntry Post(PostEntryRequest asked, string postedBy, DateTimeOffset now, DateOnly today)
    {
        ManualEntryRules.Require(Class, Year, OpenAccounts, asked.Lines, asked.EffectiveOn, today);
        var cash = CashPence + asked.Lines.Where(line => line.Account == Account.Receipts).Sum(line => (line.DebitPence ?? 0) - (line.CreditPence ?? 0));
        if (cash < 0 && cash < CashPence) throw new DomainException(PostingErrors.Overdrawn);
        var entry = Head.Append(asked.Posting(Head.FundCode, postedBy), now);
        CashPence = cash;
        return entry;
    }
}
