using System.Text.RegularExpressions;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Tests.Fhir;

public sealed partial class DiaryIdTests
{
    [Fact]
    public void Every_id_that_is_given_out_is_one_of_FHIRs_and_is_read_again_as_what_it_was()
    {
        var random = new Random(20_26);
        for (var n = 0; n < 2_000; n++)
        {
            var (team, member, service) = (new TeamId(Any(random)), new MemberId(Any(random)), new ServiceId(Any(random)));
            var slot = new SlotId(team, member, service, DateTimeOffset.FromUnixTimeSeconds(random.Next(0, 121_000_000) * 60L));
            var (slotText, scheduleText) = (SlotName.Of(slot).ToString(), new ScheduleId(team, member, service).ToString());

            Assert.Matches(Form(), slotText);
            Assert.Matches(Form(), scheduleText);
            Assert.True(SlotName.TryParse(slotText, out var name));
            Assert.True(name.IsOf(team));
            Assert.False(name.IsOf(new(Any(random))));
            Assert.Equal(slot, name.In(team));
            Assert.True(ScheduleId.TryParse(scheduleText, out var schedule));
            Assert.Equal(new ScheduleId(team, member, service), schedule);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("________________________________________________________________")]
    [InlineData("................................................................")]
    [InlineData("%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_was_never_given_out_names_no_slot(string text) => Assert.False(SlotName.TryParse(text, out _));

    private static Guid Any(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9\-.]{64}\z")]
    private static partial Regex Form();
}
