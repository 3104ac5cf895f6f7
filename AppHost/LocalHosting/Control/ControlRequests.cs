namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>What can be asked of a running system: <c>status</c>, or <c>stop|start|restart|kill NAME</c>.</summary>
internal sealed class ControlRequests(IReadOnlyList<Supervised> all)
{
    public async Task<string> ObeyAsync(string request, CancellationToken cancellationToken)
    {
        var words = request.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["status"]) return Status();
        if (words is not [var verb, var name]) return Refuse("a request is status, or a verb and a name");
        var chosen = Find(name);
        if (chosen.Count == 0) return Refuse($"there is no {name}; there are {string.Join(", ", all.Select(s => s.Name))}");
        Func<Supervised, Task>? obey = verb switch
        {
            "stop" => s => s.StopAsync(cancellationToken),
            "kill" => s => s.KillAsync(cancellationToken),
            "start" => s => s.StartAsync(cancellationToken),
            "restart" => async s =>
            {
                await s.StopAsync(cancellationToken);
                await s.StartAsync(cancellationToken);
            },
            _ => null,
        };
        if (obey is null) return Refuse($"{verb} is not stop, start, restart or kill");
        await Task.WhenAll(chosen.Select(obey));
        return $"{ControlServer.Accepted} {string.Join(", ", chosen.Select(s => s.Name))} {verb}";
    }

    private static string Refuse(string why) => $"{ControlServer.Refused} {why}";

    /// <summary>One resource, one replica, or by the resource's name all its replicas.</summary>
    private List<Supervised> Find(string name)
    {
        var exact = all.Where(s => s.Name == name).ToList();
        return exact.Count > 0 ? exact : [.. all.Where(s => IsReplica(s.Name, name))];
    }

    private static bool IsReplica(string instance, string name) =>
        instance.StartsWith(name + '-', StringComparison.Ordinal) && instance[(name.Length + 1)..].All(char.IsAsciiDigit);

    private string Status()
    {
        var width = all.Max(s => s.Name.Length);
        return string.Join('\n', all.Select(s =>
            $"{s.Name.PadRight(width)} {s.State.ToString().ToLowerInvariant(),-10} pid={s.ProcessId?.ToString() ?? "-"} restarts={s.Restarts}")
            .Prepend(ControlServer.Accepted));
    }
}
