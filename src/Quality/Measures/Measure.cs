using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Measures;

/// <summary>From a date on a measure is to reach this value.</summary>
internal sealed class MeasureTarget
{
    public required DateOnly EffectiveFrom { get; init; }
    public required double Value { get; init; }
}

/// <summary>How it is told whether a standard is met: one value for each period, drawn as a control chart.</summary>
internal sealed class Measure
{
    public const int PlaceMax = 300;
    public const int NameLengthMax = 200;
    public const int PartLengthMax = 300;
    public const int TargetsMax = 50;

    private readonly List<MeasureTarget> targets = [];

    private Measure() { }

    public required string Code { get; init; }
    public string StandardCode { get; private set; } = "";
    public string Name { get; private set; } = "";
    public MeasureUnit Unit { get; private set; }
    public ImprovementDirection ImprovementDirection { get; private set; }
    public MeasurePeriod Period { get; private set; }
    public MeasureFeed Feed { get; private set; }
    public string Owner { get; private set; } = "";
    public string? Numerator { get; private set; }      // null: no share
    public string? Denominator { get; private set; }    // null: no share
    public int? FixAfterPoints { get; private set; }    // null: limits from all points of a group
    public bool ScreenOutliers { get; private set; }
    public int Version { get; private set; }

    /// <summary>Earliest first.</summary>
    public IReadOnlyList<MeasureTarget> Targets => targets;

    public static Measure Set(string code, PutMeasureRequest asked)
    {
        var measure = new Measure { Code = code };
        measure.Amend(asked, hasSentValues: false);
        return measure;
    }

    /// <summary>Takes the measure as it is sent; false where it reads so already.</summary>
    public bool Amend(PutMeasureRequest asked, bool hasSentValues)
    {
        Refuse(asked);
        if (hasSentValues && (asked.Period, asked.Unit, asked.Feed) != (Period, Unit, Feed)) throw new DomainException(MeasureErrors.ValuesStand);

        var aims = (asked.Targets ?? []).OrderBy(t => t.EffectiveFrom).Select(t => (t.EffectiveFrom, t.Value)).ToList();
        var said = (asked.StandardCode, asked.Name.Trim(), asked.Unit, asked.ImprovementDirection, asked.Period, asked.Feed, asked.Owner,
            Words(asked.Numerator), Words(asked.Denominator), asked.FixAfterPoints, asked.ScreenOutliers);
        var stands = (StandardCode, Name, Unit, ImprovementDirection, Period, Feed, Owner, Numerator, Denominator, FixAfterPoints, ScreenOutliers);
        if (Version > 0 && said == stands && aims.SequenceEqual(targets.OrderBy(t => t.EffectiveFrom).Select(t => (t.EffectiveFrom, t.Value)))) return false;

        (StandardCode, Name, Unit, ImprovementDirection, Period, Feed, Owner, Numerator, Denominator, FixAfterPoints, ScreenOutliers) = said;
        targets.RemoveAll(t => !aims.Contains((t.EffectiveFrom, t.Value)));
        targets.AddRange(aims.Where(a => !targets.Exists(t => t.EffectiveFrom == a.EffectiveFrom))
            .Select(a => new MeasureTarget { EffectiveFrom = a.EffectiveFrom, Value = a.Value }));
        Version++;
        return true;
    }

    /// <summary>What the measure is to reach on a day; null before the first target.</summary>
    public double? TargetOn(DateOnly day) =>
        targets.Where(t => t.EffectiveFrom <= day).MaxBy(t => t.EffectiveFrom)?.Value;

    /// <summary>Whether a number can be a value of this measure.</summary>
    public bool Holds(double number) => Holds(Unit, number);

    /// <summary>Refuses everybody who does not keep this measure.</summary>
    public void MustBeKeptBy(Caller caller)
    {
        if (!caller.Is(Roles.ChiefNurse, Roles.Analyst) && caller.Role != Owner) throw new DomainException(MeasureErrors.NotYours);
    }

    private static bool Holds(MeasureUnit unit, double number) => unit switch
    {
        MeasureUnit.Percent => number is >= 0 and <= 100,
        MeasureUnit.Days or MeasureUnit.Count => number is >= 0 and <= NumberMax,
        MeasureUnit.Score => number is >= -NumberMax and <= NumberMax,
    };

    private const double NumberMax = 1e12;

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static void Refuse(PutMeasureRequest asked)
    {
        Offices.MustHave(asked.Owner);
        if (string.IsNullOrWhiteSpace(asked.Name)) throw new DomainException(MeasureErrors.NameMissing);
        if (asked.FixAfterPoints < ControlChart.BaselineLengthMin) throw new DomainException(ControlChartErrors.BaselineTooShort);
        if (UnitOf(asked.Feed) is { } unit && unit != asked.Unit) throw new DomainException(MeasureErrors.UnitInvalid);
        if (asked.Unit == MeasureUnit.Percent && (Words(asked.Numerator) is null || Words(asked.Denominator) is null))
            throw new DomainException(MeasureErrors.ShareIncomplete);
        var aims = asked.Targets ?? [];
        if (aims.DistinctBy(t => t.EffectiveFrom).Count() < aims.Count
            || aims.Any(t => t.EffectiveFrom < MeasureCalendar.FirstDay || !Holds(asked.Unit, t.Value)))
            throw new DomainException(MeasureErrors.TargetInvalid);
    }

    private static MeasureUnit? UnitOf(MeasureFeed feed) => feed switch
    {
        MeasureFeed.Import => null,
        MeasureFeed.WaitToFirstContact => MeasureUnit.Days,
        MeasureFeed.DidNotAttendRate or MeasureFeed.CancellationRate => MeasureUnit.Percent,
        MeasureFeed.RestrictedDays => MeasureUnit.Days,
    };
}
