using IntegratedCare.Identity.Clients;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Identity.Tests.Clients;

public sealed class ClientTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly RegisterClientRequest Asked =
        new("rota-sync", "Rota synchronisation", "care-coordinator", ["scheduling.read", "scheduling.write"], "oldham-council");

    [Theory]
    [InlineData("operator")]
    [InlineData("privacy-officer")]
    [InlineData("gateway")]
    [InlineData("place-loader")]
    [InlineData("emperor")]
    public void A_registered_program_never_acts_as_the_place_itself(string role) =>
        Refuses(ClientErrors.RoleNotForPrograms, () => Client.Register(Asked with { Role = role }));

    [Fact]
    public void A_registered_program_has_no_scope_that_does_not_exist() =>
        Refuses(ClientErrors.ScopeUnknown, () => Client.Register(Asked with { Scopes = ["scheduling.read", "scheduling.*"] }));

    [Theory]
    [InlineData("Rota Sync")]
    [InlineData("rota_sync")]
    [InlineData("rota-")]
    [InlineData("<script>")]
    public void A_client_s_id_is_a_plain_word(string id) => Refuses(ClientErrors.IdInvalid, () => Client.Register(Asked with { Id = id }));

    [Fact]
    public void The_old_secret_works_until_the_overlap_has_passed_and_no_longer()
    {
        var client = WithSecret(out var first);

        client.AddSecret(ClientSecret.Of("second", Now), TimeSpan.FromHours(1), Now);

        Assert.True(first.WorksAt(Now.AddMinutes(59)));
        Assert.False(first.WorksAt(Now.AddHours(1)));
        Assert.All(client.Secrets, secret => Assert.True(secret.WorksAt(Now)));
    }

    [Fact]
    public void At_most_two_secrets_work_at_a_time()
    {
        var client = WithSecret(out _);
        client.AddSecret(ClientSecret.Of("second", Now), TimeSpan.FromHours(1), Now);

        Refuses(ClientErrors.SecretsAlreadyTwo, () => client.AddSecret(ClientSecret.Of("third", Now), TimeSpan.FromHours(1), Now));

        client.AddSecret(ClientSecret.Of("third", Now), TimeSpan.FromHours(1), Now.AddHours(1));
        Assert.Equal(2, client.Secrets.Count);
    }

    [Fact]
    public void A_longer_overlap_does_not_bring_an_ending_secret_back()
    {
        var client = WithSecret(out var first);
        client.WithdrawSecret(first.Id, Now);

        client.AddSecret(ClientSecret.Of("second", Now), TimeSpan.FromDays(30), Now);

        Assert.False(first.WorksAt(Now));
    }

    [Fact]
    public void Clients_of_the_settings_are_changed_only_there()
    {
        var client = new Client
        {
            Id = "place-loader", Name = "place-loader", Role = "place-loader", Scopes = [], Origin = ClientOrigin.Settings,
        };

        Refuses(ClientErrors.KeptInSettings, () => client.AddSecret(ClientSecret.Of("more", Now), TimeSpan.Zero, Now));
        Refuses(ClientErrors.KeptInSettings, () => client.Suspend(Now));
        Refuses(ClientErrors.KeptInSettings, client.Reinstate);
        Refuses(ClientErrors.KeptInSettings, () => client.WithdrawSecret(Guid.CreateVersion7(), Now));
    }

    [Fact]
    public void Two_secrets_of_the_settings_work_side_by_side_and_the_old_one_goes_with_its_setting()
    {
        var client = new Client
        {
            Id = "place-loader", Name = "place-loader", Role = "place-loader", Scopes = [], Origin = ClientOrigin.Settings,
        };

        client.KeepSecrets(["old"], Now);
        var old = client.Secrets.Single();
        client.KeepSecrets(["new", "old"], Now);
        Assert.Contains(old, client.Secrets);
        Assert.Equal(2, client.Secrets.Count);

        client.KeepSecrets(["new"], Now);
        Assert.True(client.Secrets.Single().Hash.IsOf("new"));
    }

    private static Client WithSecret(out ClientSecret secret)
    {
        var client = Client.Register(Asked);
        secret = ClientSecret.Of("first", Now);
        client.AddSecret(secret, TimeSpan.Zero, Now);
        return client;
    }

    private static void Refuses(DomainError expected, Action action) =>
        Assert.Equal(expected, Assert.Throws<DomainException>(action).Error);
}
