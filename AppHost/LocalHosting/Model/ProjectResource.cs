namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>One of our own programs, run as one process or as several alike.</summary>
    internal sealed class ProjectResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery,
        IResourceWithWaitSupport
    {
        public ProjectResource(string name, IProjectMetadata metadata) : base(name)
        {
            Metadata = metadata;
            HttpEndpoint = new EndpointReference(this, "http");
        }

        internal IProjectMetadata Metadata { get; }

        internal EndpointReference HttpEndpoint { get; }

        internal bool HasHttpEndpoint { get; set; }

        /// <summary>Endpoints of other protocols than HTTP.</summary>
        internal List<(EndpointReference Endpoint, string Scheme)> Ports { get; } = [];

        /// <summary>The port that people know; null: any that is free.</summary>
        internal int? FixedPort { get; set; }

        /// <summary>The address is for people, not only for other resources.</summary>
        internal bool IsExternal { get; set; }

        /// <summary>The path that answers 200 once it is ready; null: it is ready as soon as it runs.</summary>
        internal string? HealthPath { get; set; }

        /// <summary>How many run; null: nobody has said that there may be more than one.</summary>
        internal int? Replicas { get; set; }

        internal List<string> Arguments { get; } = [];

        internal List<EnvironmentEntry> Environment { get; } = [];

        internal List<Wait> Waits { get; } = [];
    }

    /// <summary>Variables that are computed when the process starts.</summary>
    internal delegate ValueTask EnvironmentEntry(IDictionary<string, string> variables, CancellationToken cancellationToken);

    /// <summary>Another resource that must be ready, or with <paramref name="ForCompletion"/> must have ended well, before this one starts.</summary>
    internal sealed record Wait(IResource Resource, bool ForCompletion);
}

namespace Aspire.Hosting
{
    /// <summary>Where a project is, and where its build has put the program.</summary>
    internal interface IProjectMetadata
    {
        string ProjectPath { get; }

        /// <summary>Not in Aspire, which asks the build each time.</summary>
        string TargetPath { get; }
    }
}
