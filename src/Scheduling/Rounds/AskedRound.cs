using System.Text.Json;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>What a round is to plan, as it is kept: encrypted as a whole, because it says where people live.</summary>
/// <remarks>Times are minutes after London's midnight of the round's date, as the hands of a stopwatch count them, also on a day of 23 or 25 hours.</remarks>
internal sealed record AskedRound(
    IReadOnlyList<AskedCarer> Carers, IReadOnlyList<AskedVisit> Visits, WeightsEntry Weights, IReadOnlyList<AskedPin> Pins,
    IReadOnlyList<IReadOnlyList<double>>? TravelMinutes)
{
    private const string Column = "Asked";

    public byte[] Close(RoundSeal seal) => seal.Row.Close(JsonSerializer.Serialize(this), Column);

    public static AskedRound Open(byte[] asked, RoundSeal seal) =>
        JsonSerializer.Deserialize<AskedRound>(seal.Row.Open(asked, Column)) ?? throw new InvalidDataException("A round's text is empty.");
}

internal sealed record AskedCarer(Guid Member, IReadOnlyList<string> Skills, double ShiftStart, double ShiftEnd, PointEntry Start, PointEntry End);

internal sealed record AskedVisit(
    Guid Id, PointEntry At, double WindowStart, double WindowEnd, AskedHalf First, AskedHalf? Second, VisitPairing Pairing,
    double GapMin, double GapMax, Guid? Preferred, Guid? Booking)
{
    /// <summary>What a carer does there; null: one is enough.</summary>
    public AskedHalf? Half(bool second) => second ? Second : First;
}

internal sealed record AskedHalf(double Minutes, IReadOnlyList<string> Skills);

/// <summary>A half that stays with a carer and, where it has a start, at that time.</summary>
internal sealed record AskedPin(Guid Visit, bool Second, Guid Member, double? Start);

/// <summary>Encrypts and decrypts what is asked of one round.</summary>
internal readonly record struct RoundSeal(PersonalDataCipher Cipher, RoundId Round)
{
    public const string Table = "rounds";

    public RowSeal Row => new(Cipher, Table, Round.Value);
}

/// <summary>Who makes which visits when, in ids and minutes of the day: nothing of it says who is visited, or where.</summary>
internal sealed record PlannedDay(
    IReadOnlyList<PlannedStop> Stops, IReadOnlyList<PlannedGap> Unassigned, double TravelMinutes, double LatenessMinutes,
    double LargestLatenessMinutes, double CostMinutes);

/// <summary>One half of a visit. Stops of a carer stand in their order.</summary>
internal sealed record PlannedStop(Guid Member, Guid Visit, bool Second, Guid? Booking, double Start, double End, double Travel, double Late);

/// <summary>A visit that nobody makes, and why.</summary>
internal sealed record PlannedGap(Guid Visit, UnassignedReason Why);

/// <summary>Why nobody makes a visit.</summary>
public enum UnassignedReason
{
    /// <summary>No carer of the round has the skills, or not two of them.</summary>
    NobodyAble,

    /// <summary>Nobody who could has room in their shift beside the other visits, their times and what is pinned.</summary>
    NoRoom,
}
