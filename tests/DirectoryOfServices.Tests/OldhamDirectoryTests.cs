namespace IntegratedCare.DirectoryOfServices.Tests;

public sealed class OldhamDirectoryTests(OldhamDirectory oldham) : IClassFixture<OldhamDirectory>
{
    [Fact]
    public async Task Oldham_loaded_again_changes_nothing()
    {
        var outcomes = await oldham.LoadAsync();

        Assert.True(outcomes.Count > 200, $"{outcomes.Count} records");
        Assert.All(outcomes, outcome => Assert.Equal("unchanged", outcome));
    }
}
