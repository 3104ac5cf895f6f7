using System.Net.Sockets;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Speaks to a running system from outside: for operators at a terminal, and for tests that break things.</summary>
public static class ResourceControl
{
    /// <summary>The system's answer to <c>status</c> or <c>stop|start|restart|kill NAME</c>.</summary>
    /// <remarks>Stop and kill have happened when this returns; a start has only begun.</remarks>
    public static async Task<string> SendAsync(string dataFolder, string request, CancellationToken cancellationToken)
    {
        using var place = Directory.Exists(ControlSocket.FolderIn(dataFolder))
            ? ControlSocket.In(dataFolder)
            : throw NothingRuns(dataFolder);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(place.EndPoint, cancellationToken);
        }
        catch (SocketException)
        {
            throw NothingRuns(dataFolder);
        }
        await using var stream = new NetworkStream(socket);
        await using (var writer = new StreamWriter(stream, leaveOpen: true)) await writer.WriteAsync(request + '\n');
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(cancellationToken);
        if (answer.StartsWith(ControlServer.Refused, StringComparison.Ordinal))
            throw new LocalHostingException(answer[ControlServer.Refused.Length..].Trim());
        return answer.StartsWith(ControlServer.Accepted, StringComparison.Ordinal)
            ? answer[ControlServer.Accepted.Length..].Trim()
            : throw new LocalHostingException("The system ended before it answered.");
    }

    private static LocalHostingException NothingRuns(string dataFolder) =>
        new($"No system runs on the data in {dataFolder}: say which with --place or --data.");
}
