using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Text;
using Npgsql;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>Debian's Sphinx on the same texts, with the same weights and English stems; a server of its own that ends with the run.</summary>
internal sealed class SphinxServer : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("sphinx");
    private Process? searchd;

    public int Port { get; } = FreePort();

    /// <summary>Null where Sphinx is not installed.</summary>
    public static async Task<SphinxServer?> StartAsync(string connectionString)
    {
        if (!File.Exists("/usr/bin/searchd")) return null;

        var server = new SphinxServer();
        await server.ExportAsync(connectionString);
        await File.WriteAllTextAsync(server.In("sphinx.conf"), server.Configuration());
        using (var indexer = Launch("indexer", "--quiet", "--config", server.In("sphinx.conf"), "services"))
        {
            await indexer.WaitForExitAsync();
            if (indexer.ExitCode != 0) throw new InvalidOperationException($"Sphinx's indexer: {await indexer.StandardOutput.ReadToEndAsync()}");
        }

        server.searchd = Launch("searchd", "--nodetach", "--config", server.In("sphinx.conf"));
        await IntegratedCare.Testing.Eventually.Async(() => server.Answers(), StartMax, "Sphinx");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (searchd is { HasExited: false })
        {
            searchd.Kill();
            await searchd.WaitForExitAsync();
        }

        searchd?.Dispose();
        folder.Delete(recursive: true);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private bool Answers()
    {
        try
        {
            using var client = new SphinxClient(Port);
            return client.Ask(GeneratedDirectory.Searches[0]) >= 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task ExportAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("""
            select row_number() over (order by s.id)::int, s.name, array_to_string(s.keywords, ' . '), s.description, o.name || ' ' || site.name
            from care_services s join organisations o on o.id = s.provider_id
            join service_sites at on at.service_id = s.id join sites site on site.id = at.site_id
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await using var file = new StreamWriter(In("services.xml"), append: false, new UTF8Encoding(false));
        await file.WriteLineAsync("""<?xml version="1.0" encoding="utf-8"?><sphinx:docset><sphinx:schema>""");
        foreach (var field in (string[])["name", "keywords", "description", "places"]) await file.WriteLineAsync($"""<sphinx:field name="{field}"/>""");
        await file.WriteLineAsync("</sphinx:schema>");
        while (await reader.ReadAsync())
        {
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"<sphinx:document id=\"{reader.GetInt32(0)}\">")
                + $"<name>{Text(1)}</name><keywords>{Text(2)}</keywords><description>{Text(3)}</description><places>{Text(4)}</places></sphinx:document>");
        }

        await file.WriteLineAsync("</sphinx:docset>");

        string? Text(int column) => SecurityElement.Escape(reader.GetString(column));
    }

    // Sphinx wants every brace that closes on a line of its own.
    private string Configuration() => $$"""
        source services
        {
          type = xmlpipe2
          xmlpipe_command = cat {{In("services.xml")}}
        }
        index services
        {
          source = services
          path = {{In("services")}}
          morphology = stem_en
        }
        indexer
        {
          mem_limit = 512M
        }
        searchd
        {
          listen = 127.0.0.1:{{Port}}
          log = {{In("searchd.log")}}
          pid_file = {{In("searchd.pid")}}
          binlog_path =
          workers = threads
          max_children = 30
        }
        """;

    private static Process Launch(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException($"{program} did not start.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
