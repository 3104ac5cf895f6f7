namespace IntegratedCare.ServiceDefaults.Tests.Settings;

public sealed class SecretsDirectoryTests
{
    [Fact]
    public async Task A_file_s_content_is_the_setting_of_its_name_and_counts_more_than_the_environment()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "PersonalData__Key"), "from the file\n", TestContext.Current.CancellationToken);

            await using var service = await SmallService.StartAsync(
                settings: [("SecretsDirectory", folder.FullName), ("PersonalData:Key", "from the environment")]);

            Assert.Equal("from the file", service.App.Configuration["PersonalData:Key"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_is_not_there_stops_the_start_and_is_named()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SmallService.StartAsync(settings: [("SecretsDirectory", "/nowhere/at/all")]));

        Assert.Contains("SecretsDirectory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/at/all", refusal.Message, StringComparison.Ordinal);
    }
}
