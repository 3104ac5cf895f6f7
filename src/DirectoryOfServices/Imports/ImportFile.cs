using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>A file that was sent, kept in the directory's database until its import has ended: any replica can read it.</summary>
internal static class ImportFile
{
    private const int PartBytes = 1024 * 1024;

    public static async Task KeepAsync(DirectoryDb db, ImportId id, Stream file, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy import_parts (import_id, number, packed) from stdin (format binary)", cancellationToken);
        var part = new byte[PartBytes];
        for (var number = 0; await file.ReadAtLeastAsync(part, PartBytes, throwOnEndOfStream: false, cancellationToken) is var read and > 0; number++)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(id.Value, NpgsqlDbType.Uuid, cancellationToken);
            await copy.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(Pack(part.AsSpan(0, read)), NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>The file as it was sent, read part by part as it is asked for.</summary>
    public static Stream Open(NpgsqlDataSource database, ImportId id) =>
        new PartsStream((number, cancellationToken) => PartAsync(database, id, number, cancellationToken));

    private static async Task<byte[]?> PartAsync(NpgsqlDataSource database, ImportId id, int number, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select packed from import_parts where import_id = $1 and number = $2");
        command.Parameters.Add(new() { Value = id.Value });
        command.Parameters.Add(new() { Value = number });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] packed ? Unpack(packed) : null;
    }

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packing.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] content)
    {
        using var unpacked = new MemoryStream(PartBytes);
        using (var unpacking = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress)) unpacking.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
