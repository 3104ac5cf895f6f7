using System.Reflection;

namespace IntegratedCare.PlaceLoader.Tests;

/// <summary>What scripts and AppHost see: the exit code of each way to call the program.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData(ExitCode.Done, "validate", "oldham")]
    [InlineData(ExitCode.InvalidPlace, "validate", "atlantis")]
    [InlineData(ExitCode.InvalidPlace, "load", "atlantis", "--gateway", "http://127.0.0.1:9")]
    [InlineData(ExitCode.WrongUsage, "load", "oldham", "--gateway", "ftp://nowhere")]
    [InlineData(ExitCode.WrongUsage, "delete", "oldham")]
    [InlineData(ExitCode.WrongUsage)]
    public void The_exit_code_says_how_it_ended(int exitCode, params string[] arguments)
    {
        var entry = typeof(ExitCode).Assembly.EntryPoint!;

        Assert.Equal(exitCode, entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null));
    }
}
