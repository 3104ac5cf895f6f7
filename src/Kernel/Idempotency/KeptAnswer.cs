using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace IntegratedCare.Kernel.Idempotency;

/// <summary>What was answered under a key. For work that gathers many requests into one transaction, where one filter around each cannot keep it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Location">Where what was made is found; null: the answer says nothing of it.</param>
/// <param name="Body">The answer's JSON; null: it has none.</param>
public sealed record KeptAnswer(KeyedRequest Request, int Status, string? Location, string? Body)
{
    internal const string ReplayedHeader = "Idempotency-Replayed";

    private static readonly DomainError KeyReused =
        new("idempotency.key-reused", "This Idempotency-Key was used for another request.", ErrorKind.Rejected);

    /// <summary>True where an earlier request under the key got this answer.</summary>
    public bool IsReplay { get; private init; }

    /// <summary>A statement that finds what was answered under these keys; to be read by <see cref="ReadAsync"/>.</summary>
    public static NpgsqlBatchCommand Find(IReadOnlyCollection<KeyedRequest> requests) =>
        new("""
            select kept.* from unnest($1::text[], $2::text[]) as asked (subject, key)
            cross join lateral (
              select subject, key, request_hash, status, location, body from idempotency_keys
              where idempotency_keys.subject = asked.subject and idempotency_keys.key = asked.key limit 1) as kept
            """)
        {
            Parameters = { new() { Value = requests.Select(r => r.Subject).ToArray() }, new() { Value = requests.Select(r => r.Key).ToArray() } },
        };

    /// <summary>The answers found, by subject and key.</summary>
    public static async Task<Dictionary<(string Subject, string Key), KeptAnswer>> ReadAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var found = new Dictionary<(string, string), KeptAnswer>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var request = new KeyedRequest(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2));
            found[(request.Subject, request.Key)] = new(
                request, rows.GetInt32(3), rows.IsDBNull(4) ? null : rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetString(5)) { IsReplay = true };
        }

        return found;
    }

    /// <summary>A statement that keeps the answers with the work; it fails where a key came into use meanwhile.</summary>
    public static NpgsqlBatchCommand Keep(IReadOnlyCollection<KeptAnswer> answers) =>
        new("""
            insert into idempotency_keys (subject, key, request_hash, status, location, body)
            select * from unnest($1::text[], $2::text[], $3::bytea[], $4::int[], $5::text[], $6::text[])
            """)
        {
            Parameters =
            {
                new() { Value = answers.Select(a => a.Request.Subject).ToArray() }, new() { Value = answers.Select(a => a.Request.Key).ToArray() },
                new() { Value = answers.Select(a => a.Request.Hash).ToArray() }, new() { Value = answers.Select(a => a.Status).ToArray() },
                new() { Value = answers.Select(a => a.Location).ToArray() }, new() { Value = answers.Select(a => a.Body).ToArray() },
            },
        };

    /// <summary>This answer, as whoever sends the same again gets it.</summary>
    public KeptAnswer AsReplay() => this with { IsReplay = true };

    /// <summary>This answer to a request under the same key, or the refusal where it asks for something else.</summary>
    public KeptAnswer For(KeyedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Request.Hash.AsSpan().SequenceEqual(request.Hash) ? this : throw new DomainException(KeyReused);
    }

    /// <summary>The answer as it goes out, marked where it is not the first time.</summary>
    public IResult Send(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (IsReplay) http.Response.Headers[ReplayedHeader] = "true";
        if (Location is not null) http.Response.Headers.Location = Location;
        return Body is null ? Results.StatusCode(Status) : Results.Text(Body, "application/json", statusCode: Status);
    }
}
