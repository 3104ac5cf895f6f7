using IntegratedCare.Scheduling.Tests;

[assembly: AssemblyFixture(typeof(Place))]
