using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>PostgreSQL's own full text: the twenty best by <c>ts_rank</c> over every match, prepared, without any HTTP, filter or facet.</summary>
internal sealed class RankedSql : IConnection
{
    private const string Query = """
        select service_id from search_documents, plainto_tsquery('english', $1) words
        where document @@ words order by ts_rank('{0.05, 0.2, 0.5, 1}', document, words) desc limit 20
        """;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;

    public RankedSql(string connectionString)
    {
        connection = new(connectionString);
        connection.Open();
        command = new(Query, connection) { Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Text } } };
        command.Prepare();
    }

    public int Ask(string search)
    {
        command.Parameters[0].Value = search;
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read()) rows++;
        return rows;
    }

    public void Dispose()
    {
        command.Dispose();
        connection.Dispose();
    }
}
