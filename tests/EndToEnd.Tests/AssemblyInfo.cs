using IntegratedCare.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(RunningSystem))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]   // the tests break parts of the one system that they share
