using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Ports on which nothing listens, chosen at random so that two systems that start together do not meet.</summary>
internal static class FreePorts
{
    private const int LowestPort = 15_000;
    private const int TriesMax = 500;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];
    private static readonly int FirstEphemeralPort = ReadFirstEphemeralPort();

    /// <summary>A port that this process has not given away before.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (var tries = 0; tries < TriesMax; tries++)
            {
                var port = Random.Shared.Next(LowestPort, FirstEphemeralPort);
                if (!Given.Contains(port) && IsFree(port))
                {
                    Given.Add(port);
                    return port;
                }
            }
        }
        throw new LocalHostingException("No free port was found on the loopback interface.");
    }

    /// <summary>Whether a server could listen on this port of every interface.</summary>
    public static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Any, port));
            probe.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Below the range from which the kernel takes ports for outgoing connections: one of those could take a server's port
    // in the moment between our choice and the server's start.
    private static int ReadFirstEphemeralPort()
    {
        const string setting = "/proc/sys/net/ipv4/ip_local_port_range";
        const int linuxDefault = 32_768;
        var text = File.Exists(setting) ? File.ReadAllText(setting).Split('\t', ' ')[0] : "";
        var first = int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : linuxDefault;
        return first > LowestPort + 1000 ? first : linuxDefault;
    }
}
