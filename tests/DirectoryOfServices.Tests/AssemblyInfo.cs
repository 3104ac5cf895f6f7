using IntegratedCare.Testing;

[assembly: AssemblyFixture(typeof(RealServers))]
