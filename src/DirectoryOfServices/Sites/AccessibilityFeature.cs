namespace IntegratedCare.DirectoryOfServices.Sites;

/// <summary>What makes a site usable for people whom most buildings keep out.</summary>
public enum AccessibilityFeature
{
    /// <summary>No step between the street and the room.</summary>
    StepFree,

    /// <summary>Doors, lifts and rooms take a wheelchair.</summary>
    WheelchairAccessible,

    /// <summary>A toilet that takes a wheelchair.</summary>
    AccessibleToilet,

    /// <summary>A toilet with hoist and bench (Changing Places).</summary>
    ChangingPlaces,

    /// <summary>Parking bays for Blue Badge holders.</summary>
    BlueBadgeParking,

    /// <summary>A hearing loop.</summary>
    HearingLoop,

    /// <summary>British Sign Language can be had.</summary>
    BritishSignLanguage,

    /// <summary>Information in large print or Braille.</summary>
    LargePrintOrBraille,

    /// <summary>Information in easy-read form.</summary>
    EasyRead,

    /// <summary>A quiet room or quiet times.</summary>
    QuietSpace,

    /// <summary>Assistance dogs are welcome.</summary>
    AssistanceDogs,
}
