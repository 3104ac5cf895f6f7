namespace IntegratedCare.AppHost.Tests.Engine;

/// <summary>A web server of a few lines, in the Perl that every Debian has: it answers 503 until a file exists, and 200 from then on.</summary>
internal static class SmallServer
{
    public static string Script(int port, string answersWellOnce, string log) => $$"""
        exec perl -MIO::Socket::INET -e '
          my $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => {{port}}, Listen => 5, ReuseAddr => 1) or die $!;
          while (my $caller = $server->accept) {
            while (my $line = <$caller>) { last if $line =~ /^\r?\n$/ }
            my $status = -e "{{answersWellOnce}}" ? "200 OK" : "503 Service Unavailable";
            print $caller "HTTP/1.1 $status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            close $caller;
            open(my $log, ">>", "{{log}}"); print $log "asked\n"; close $log;
          }'
        """;
}
