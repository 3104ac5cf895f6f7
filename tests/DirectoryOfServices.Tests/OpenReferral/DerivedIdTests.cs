using IntegratedCare.DirectoryOfServices.OpenReferral;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

public sealed class DerivedIdTests
{
    private static readonly Guid Parent = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    [Fact]
    public void An_id_is_the_version_5_UUID_that_other_implementations_derive() =>
        // python3: uuid.uuid5(uuid.NAMESPACE_DNS, "phone/0161 496 0000")
        Assert.Equal(new Guid("ae6adb22-359f-546a-82ae-e4eefcdb6ca3"), DerivedId.Of(Parent, "phone", "0161 496 0000"));

    [Fact]
    public void Another_parent_kind_or_name_has_another_id()
    {
        Guid[] ids =
        [
            DerivedId.Of(Parent, "phone", "1"), DerivedId.Of(Parent, "phone", "2"), DerivedId.Of(Parent, "address", "1"),
            DerivedId.Of(Guid.Empty, "phone", "1"), DerivedId.Of(Parent, "phone"),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
