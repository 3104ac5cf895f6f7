using IntegratedCare.Identity.Passwords;

namespace IntegratedCare.Identity.Tests.Passwords;

public sealed class PasswordWorthTests
{
    private static readonly HashSet<string> OwnWords = ["robin", "example", "pennine", "oldham"];

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdefghijklmnopqrst")]
    [InlineData("98765432109876543210")]
    [InlineData("qwertyuiopasdfghjkl")]
    [InlineData("1qaz!QAZ2wsx@WSX")]
    [InlineData("zxcvbnm,./asdfghjkl;'")]
    [InlineData("passwordpassword1")]
    [InlineData("Password123!Password123!")]
    [InlineData("P@ssw0rdP@ssw0rd")]
    [InlineData("Welcome123456!!!!")]
    [InlineData("letmein-letmein-letmein")]
    [InlineData("correct horse battery staple")]
    [InlineData("CorrectHorseBatteryStaple1!")]
    [InlineData("May the force be with you")]
    [InlineData("Robin.Example.Robin.Example")]
    [InlineData("oldham-pennine-robin")]
    [InlineData("Oldham2024!Oldham2024!")]
    [InlineData("shadowdragonmonkey")]
    [InlineData("xK9xK9xK9xK9xK9xK9")]
    [InlineData("111122223333444455556666")]
    public void What_looks_long_and_is_soon_guessed_is_worth_too_little(string password) =>
        Assert.True(PasswordWorth.StepsOf(password, OwnWords) < PasswordWorth.StepsMin, $"{PasswordWorth.StepsOf(password, OwnWords)}");

    [Theory]
    [InlineData("saffron kettle under the viaduct")]
    [InlineData("three pelicans argued on tuesday")]
    [InlineData("brambleteacupthursday")]
    [InlineData("fjordglasschimney")]
    [InlineData("v7Qp-wE3x-Nm0z-Lk8d")]
    [InlineData("\u0645\u0631\u062d\u0628\u0627 \u0628\u0643 \u0641\u064a \u0628\u064a\u062a\u0646\u0627")]
    [InlineData("\u6625\u7720\u4e0d\u899a\u6681\u8655\u8655\u805e\u557c\u9ce5\u591c\u4f86\u98a8\u96e8")]
    [InlineData("we robin met at the old oak gate")]
    public void What_nobody_guesses_is_worth_enough_whatever_its_characters(string password) =>
        Assert.True(PasswordWorth.StepsOf(password, OwnWords) >= PasswordWorth.StepsMin, $"{PasswordWorth.StepsOf(password, OwnWords)}");

    [Theory]
    [InlineData("1qaz2wsx3edc4rfv", true)]
    [InlineData("PasswordPassword", true)]
    [InlineData("Correct-Horse-Battery-Staple", true)]
    [InlineData("saffron kettle under the viaduct", false)]
    public void Those_that_are_tried_first_are_known_by_name(string password, bool isKnown) =>
        Assert.Equal(isKnown, PasswordWorth.IsKnown(password));
}
