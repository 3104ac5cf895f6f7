using IntegratedCare.AppHost.LocalHosting;

namespace IntegratedCare.AppHost.Tests.Data;

public sealed class DataFolderTests
{
    [Fact]
    public void A_second_system_on_the_same_data_is_refused()
    {
        using var test = new TestFolder();
        using (DataFolder.Open(test["data"], fresh: false))
        {
            var refusal = Assert.Throws<LocalHostingException>(() => DataFolder.Open(test["data"], fresh: true));
            Assert.StartsWith("Another AppHost is running on the data in", refusal.Message, StringComparison.Ordinal);
        }

        using var afterwards = DataFolder.Open(test["data"], fresh: false);
    }

    [Fact]
    public void Fresh_removes_what_is_ours_and_nothing_else()
    {
        using var test = new TestFolder();
        using (var folder = DataFolder.Open(test["data"], fresh: false))
        {
            Directory.CreateDirectory(folder.Postgres);
            File.WriteAllText(folder.Secrets, "{}");
        }
        File.WriteAllText(test["data/thesis.txt"], "mine");

        using var fresh = DataFolder.Open(test["data"], fresh: true);

        Assert.False(Directory.Exists(fresh.Postgres));
        Assert.False(File.Exists(fresh.Secrets));
        Assert.True(File.Exists(test["data/thesis.txt"]));
    }

    [Fact]
    public void Each_place_has_its_own_folder_and_a_given_one_is_taken()
    {
        Assert.NotEqual(DataFolder.Locate(null, "oldham"), DataFolder.Locate(null, "bury"));
        Assert.Equal("/srv/care", DataFolder.Locate("/srv/care/", "oldham").TrimEnd('/'));
    }

    [Fact]
    public void A_generated_secret_stays_the_same_and_nobody_else_may_read_it()
    {
        using var test = new TestFolder();
        var first = new SecretStore();
        first.Open(test["secrets.json"]);
        var made = first.GetOrAdd("key", () => "generated");

        var later = new SecretStore();
        later.Open(test["secrets.json"]);

        Assert.Equal(made, later.GetOrAdd("key", () => "another"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test["secrets.json"]));
    }
}
