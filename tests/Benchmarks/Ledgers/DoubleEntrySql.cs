using Npgsql;

namespace IntegratedCare.Benchmarks.Ledgers;

/// <summary>The least that double entry in a database can be: a function that writes a transfer, its two entries and two balances. No chain, no rules, no audit.</summary>
internal sealed class DoubleEntrySql(NpgsqlConnectionStringBuilder login)
{
    public const int Accounts = 1_000;

    public async Task CreateAsync()
    {
        await using var database = NpgsqlDataSource.Create(login.ConnectionString);
        await using var command = database.CreateCommand($"""
            CREATE TABLE accounts (id bigint PRIMARY KEY, balance bigint NOT NULL DEFAULT 0);
            CREATE TABLE transfers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, debit bigint NOT NULL REFERENCES accounts, credit bigint NOT NULL REFERENCES accounts,
                pence bigint NOT NULL CHECK (pence > 0), posted_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE entries (account bigint NOT NULL REFERENCES accounts, transfer bigint NOT NULL REFERENCES transfers, pence bigint NOT NULL, PRIMARY KEY (account, transfer));
            INSERT INTO accounts SELECT * FROM generate_series(0, {Accounts});
            CREATE FUNCTION transfer(of_debit bigint, of_credit bigint, of_pence bigint) RETURNS bigint LANGUAGE plpgsql AS $$
            DECLARE made bigint;
            BEGIN
                INSERT INTO transfers (debit, credit, pence) VALUES (of_debit, of_credit, of_pence) RETURNING id INTO made;
                INSERT INTO entries VALUES (of_debit, made, of_pence), (of_credit, made, -of_pence);
                UPDATE accounts SET balance = balance + of_pence WHERE id = of_debit;
                UPDATE accounts SET balance = balance - of_pence WHERE id = of_credit;
                RETURN made;
            END $$;
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Transfers a second between accounts by chance: each debited account is another, and so is each credited one.</summary>
    public Task<double> SpreadAsync(int clients, int each) => PgBench.RunAsync(login, $"""
        \set debit random(1, {Accounts / 2})
        \set credit random({(Accounts / 2) + 1}, {Accounts})
        SELECT transfer(:debit, :credit, 100);
        """, clients, each);

    /// <summary>Transfers a second that all credit one account.</summary>
    public Task<double> HotAsync(int clients, int each) => PgBench.RunAsync(login, $"""
        \set debit random(1, {Accounts})
        SELECT transfer(:debit, 0, 100);
        """, clients, each);

    /// <summary>Transfers a second, many in a transaction; each client has accounts of its own, since two batches over the same ones deadlock.</summary>
    public async Task<double> BatchAsync(int clients, int each, int batch)
    {
        var own = Accounts / 2 / clients;
        return batch * await PgBench.RunAsync(login, $"""
            \set base :client_id * {own}
            SELECT count(transfer(1 + :base + (random() * {own - 1})::bigint, {(Accounts / 2) + 1} + :base + (random() * {own - 1})::bigint, 100)) FROM generate_series(1, {batch});
            """, clients, each);
    }
}
