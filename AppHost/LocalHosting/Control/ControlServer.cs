using System.Net.Sockets;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Listens in the data folder for one-line requests of whoever may open that folder.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    public const string Accepted = "ok";
    public const string Refused = "refused:";
    private const int RequestCharactersMax = 200;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan RequestTimeMax = TimeSpan.FromSeconds(10);

    private readonly ControlSocket place;
    private readonly Socket socket;
    private readonly Func<string, CancellationToken, Task<string>> obey;
    private readonly CancellationTokenSource closing = new();
    private readonly Task listening;

    private ControlServer(ControlSocket place, Socket socket, Func<string, CancellationToken, Task<string>> obey)
    {
        (this.place, this.socket, this.obey) = (place, socket, obey);
        listening = ListenAsync(closing.Token);
    }

    public static ControlServer Open(string dataFolder, Func<string, CancellationToken, Task<string>> obey)
    {
        Directory.CreateDirectory(ControlSocket.FolderIn(dataFolder), OwnerOnly | UnixFileMode.UserExecute);
        var place = ControlSocket.In(dataFolder);
        File.Delete(place.Path);   // of a run that was killed; the folder's lock is ours
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(place.EndPoint);
        File.SetUnixFileMode(place.Path, OwnerOnly);
        socket.Listen();
        return new ControlServer(place, socket, obey);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await listening;
        socket.Dispose();
        File.Delete(place.Path);
        place.Dispose();
        closing.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var caller = await socket.AcceptAsync(cancellationToken);
                talks.RemoveAll(talk => talk.IsCompleted);
                talks.Add(TalkAsync(caller, cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(Socket caller, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            using var reader = new StreamReader(stream, leaveOpen: true);
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            var line = await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(RequestTimeMax, cancellationToken);
            if (line is not { Length: <= RequestCharactersMax }) return;
            await writer.WriteAsync(await obey(line, cancellationToken));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or TimeoutException)
        {
            // The caller went away, or we do.
        }
    }
}
