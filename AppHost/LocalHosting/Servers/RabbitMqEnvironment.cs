using System.Globalization;

namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>The variables by which RabbitMQ's start script is told to keep to one folder, three ports and the loopback interface.</summary>
internal sealed record RabbitMqEnvironment(string Folder, int Port, int DistributionPort, int NameServerPort)
{
    // Two schedulers that sleep when idle instead of spinning: the broker shares a small machine with everything else.
    private const string ErlangArguments =
        "-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none +A 16 -noinput";

    public IReadOnlyDictionary<string, string?> Variables()
    {
        // What somebody's shell says of another RabbitMQ is not meant for this one.
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(key => key.StartsWith("RABBITMQ_", StringComparison.Ordinal) || key.StartsWith("ERL_", StringComparison.Ordinal))
            .ToDictionary(key => key, string? (_) => null);
        foreach (var (name, value) in Own()) variables[name] = value;
        return variables;
    }

    private Dictionary<string, string> Own() => new()
    {
        ["HOME"] = Folder,
        ["LC_ALL"] = "C.UTF-8",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_NODENAME"] = "integratedcare@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(Port),
        ["RABBITMQ_DIST_PORT"] = Text(DistributionPort),
        ["ERL_EPMD_PORT"] = Text(NameServerPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        // For this node and for those it starts to look at itself: a name server of their making would outlive us all.
        ["ERL_ZFLAGS"] = "-start_epmd false",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "rabbit.pid"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(Folder, "advanced"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(Folder, "config"),
        ["RABBITMQ_FEATURE_FLAGS_FILE"] = Path.Combine(Folder, "feature_flags"),
        ["RABBITMQ_ALLOW_INPUT"] = "1",      // the script then becomes the Erlang machine: one process id to know
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = ErlangArguments,
        ["ERL_CRASH_DUMP"] = Path.Combine(Folder, "crash.dump"),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
