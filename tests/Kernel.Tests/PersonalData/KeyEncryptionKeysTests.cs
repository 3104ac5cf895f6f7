using System.Security.Cryptography;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.Kernel.Tests.PersonalData;

public sealed class KeyEncryptionKeysTests
{
    private readonly byte[] dataKey = RandomNumberGenerator.GetBytes(32);
    private readonly string setting = NewSetting();

    [Fact]
    public void A_data_key_opens_for_its_id_and_service_only()
    {
        var keys = With(setting);
        var wrapped = keys.Wrap(dataKey, id: 3, "scheduling");

        Assert.Equal(dataKey, keys.Unwrap(wrapped, keys.CurrentId, 3, "scheduling"));
        Assert.Null(keys.Unwrap(wrapped, keys.CurrentId, 4, "scheduling"));
        Assert.Null(keys.Unwrap(wrapped, keys.CurrentId, 3, "quality"));
        Assert.Null(With(NewSetting()).Unwrap(wrapped, keys.CurrentId, 3, "scheduling"));
        Assert.Equal(-1, wrapped.AsSpan().IndexOf(dataKey));
    }

    [Fact]
    public void Every_bit_of_a_wrapped_key_counts()
    {
        var keys = With(setting);
        var wrapped = keys.Wrap(dataKey, id: 1, "scheduling");
        for (var bit = 0; bit < wrapped.Length * 8; bit++)
        {
            var changed = (byte[])wrapped.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(keys.Unwrap(changed, keys.CurrentId, 1, "scheduling"));
        }
    }

    [Fact]
    public void The_key_before_still_opens_what_it_wrapped_and_wraps_nothing_new()
    {
        var before = With(setting);
        var after = With(NewSetting(), setting);
        var wrapped = before.Wrap(dataKey, id: 1, "scheduling");

        Assert.Equal(dataKey, after.Unwrap(wrapped, before.CurrentId, 1, "scheduling"));
        Assert.NotEqual(before.CurrentId, after.CurrentId);
        Assert.Null(before.Unwrap(after.Wrap(dataKey, 1, "scheduling"), after.CurrentId, 1, "scheduling"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("c2hvcnQ=")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ=")]
    public void A_setting_that_is_no_key_is_named_and_not_shown(string wrong)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => With(setting, wrong).CurrentId);

        Assert.Contains("PersonalData:PreviousKeys:0", refused.Message, StringComparison.Ordinal);
        if (wrong.Length > 0) Assert.DoesNotContain(wrong, refused.Message, StringComparison.Ordinal);
    }

    private static string NewSetting() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static KeyEncryptionKeys With(string key, params string[] previous)
    {
        var settings = previous.Select((value, i) => KeyValuePair.Create($"PersonalData:PreviousKeys:{i}", (string?)value))
            .Append(new("PersonalData:Key", key));
        return new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
