namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>The checker is believed by every other test of the rounds, so each of its rules is broken once here.</summary>
public sealed class PlanCheckerTests
{
    [Fact]
    public void A_right_plan_is_found_right_and_its_cost_is_that_of_the_definition()
    {
        var verdict = PlanChecker.Check(SmallInstance.Written, SmallInstance.WrittenSolution);

        Assert.Empty(verdict.Faults);
        Assert.Empty(verdict.Missing);
        Assert.Equal((120, 0, 0), (verdict.Distance, verdict.Tardiness, verdict.LargestTardiness));
        Assert.Equal(40, verdict.Cost);
    }

    [Fact]
    public void Each_service_that_begins_after_the_window_is_late_and_the_latest_counts_once_more()
    {
        var late = SmallInstance.WrittenSolution
            .Replace("\"arrival_time\": 110, \"departure_time\": 115", "\"arrival_time\": 165, \"departure_time\": 170", StringComparison.Ordinal)
            .Replace("\"arrival_time\": 90, \"departure_time\": 120", "\"arrival_time\": 130, \"departure_time\": 160", StringComparison.Ordinal);

        var verdict = PlanChecker.Check(SmallInstance.Written, late);

        Assert.Empty(verdict.Faults);
        Assert.Equal((120, 55, 45), (verdict.Distance, verdict.Tardiness, verdict.LargestTardiness));
        Assert.Equal(220.0 / 3, verdict.Cost, 9);
    }

    [Theory]
    [InlineData("\"arrival_time\": 30, \"departure_time\": 40", "\"arrival_time\": 29, \"departure_time\": 39", "begins before the window")]
    [InlineData("\"arrival_time\": 30, \"departure_time\": 40", "\"arrival_time\": 52, \"departure_time\": 62", "nurse cannot be with b by 60")]
    [InlineData("\"arrival_time\": 30, \"departure_time\": 40", "\"arrival_time\": 30, \"departure_time\": 39", "does not last what it must")]
    [InlineData("\"arrival_time\": 90, \"departure_time\": 120", "\"arrival_time\": 90, \"departure_time\": 110", "does not last what it must")]
    [InlineData("\"arrival_time\": 60, \"departure_time\": 75", "\"arrival_time\": 61, \"departure_time\": 76", "do not begin together")]
    [InlineData("\"arrival_time\": 110, \"departure_time\": 115", "\"arrival_time\": 109, \"departure_time\": 114", "comes too soon")]
    [InlineData("\"arrival_time\": 110, \"departure_time\": 115", "\"arrival_time\": 131, \"departure_time\": 136", "comes too long after the first")]
    [InlineData("\"patient_id\": \"a\", \"service_id\": \"nursing\"", "\"patient_id\": \"a\", \"service_id\": \"care\"", "did not ask for care")]
    [InlineData("\"caregiver_id\": \"helper\"", "\"caregiver_id\": \"nurse\"", "nurse has two routes")]
    [InlineData("\"caregiver_id\": \"helper\"", "\"caregiver_id\": \"stranger\"", "stranger is no caregiver")]
    [InlineData("\"patient_id\": \"a\"", "\"patient_id\": \"nobody\"", "nobody is no patient")]
    [InlineData("{\"patient_id\": \"b\", \"service_id\": \"care\", \"arrival_time\": 60, \"departure_time\": 80},", "", "only one of two")]
    [InlineData(
        "\"patient_id\": \"a\", \"service_id\": \"nursing\", \"arrival_time\": 30, \"departure_time\": 40},",
        "\"patient_id\": \"a\", \"service_id\": \"nursing\", \"arrival_time\": 30, \"departure_time\": 40}, {\"patient_id\": \"a\", \"service_id\": \"nursing\", \"arrival_time\": 40, \"departure_time\": 50},",
        "provided to a 2 times")]
    public void A_broken_rule_is_named(string right, string wrong, string fault)
    {
        Assert.Contains(right, SmallInstance.WrittenSolution, StringComparison.Ordinal);

        var verdict = PlanChecker.Check(SmallInstance.Written, SmallInstance.WrittenSolution.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(verdict.Faults, told => told.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_is_not_able_is_refused()
    {
        var unable = SmallInstance.Written.Replace("[\"nursing\", \"care\"]", "[\"care\"]", StringComparison.Ordinal);

        Assert.Contains("nurse is not able to provide nursing to a", PlanChecker.Check(unable, SmallInstance.WrittenSolution).Faults);
    }

    [Fact]
    public void One_caregiver_cannot_be_both_of_two()
    {
        const string alone = """
            {"routes": [{"caregiver_id": "nurse", "locations": [
              {"patient_id": "a", "service_id": "nursing", "arrival_time": 30, "departure_time": 40},
              {"patient_id": "c", "service_id": "care", "arrival_time": 90, "departure_time": 120},
              {"patient_id": "c", "service_id": "nursing", "arrival_time": 120, "departure_time": 125}]}]}
            """;

        var verdict = PlanChecker.Check(SmallInstance.Written, alone);

        Assert.Contains("c needs two caregivers and has one", verdict.Faults);
        Assert.Equal(["nobody provides nursing to b", "nobody provides care to b"], verdict.Missing);
    }

    [Fact]
    public void Shifts_and_homes_of_caregivers_count_where_they_are_given()
    {
        var shifts = SmallInstance.Written.Replace(
            "{\"id\": \"helper\", \"abilities\": [\"care\"]}",
            "{\"id\": \"helper\", \"abilities\": [\"care\"], \"working_shift\": [45, 125], \"start_index\": 1, \"end_index\": 2}",
            StringComparison.Ordinal);

        var verdict = PlanChecker.Check(shifts, SmallInstance.WrittenSolution);

        Assert.Equal(90, verdict.Distance);
        Assert.Equal(["helper comes home after the shift"], verdict.Faults);
        var early = shifts.Replace("[45, 125]", "[51, 130]", StringComparison.Ordinal);
        Assert.Equal(["helper cannot be with b by 60"], PlanChecker.Check(early, SmallInstance.WrittenSolution).Faults);
    }
}
