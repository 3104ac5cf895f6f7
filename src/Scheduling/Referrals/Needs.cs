using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>What a person needs of a place or of those who see them.</summary>
public enum AccessNeed { WheelchairAccess, HearingLoop, BritishSignLanguage, LargePrint, EasyRead, QuietRoom, Chaperone, HomeVisit }

/// <summary>The nine parts of wellbeing of section 1(2) of the Care Act 2014, in its order.</summary>
public enum WellbeingDomain
{
    PersonalDignity,
    PhysicalAndMentalHealth,
    ProtectionFromAbuseAndNeglect,
    ControlOverDayToDayLife,
    WorkEducationTrainingOrRecreation,
    SocialAndEconomicWellbeing,
    DomesticFamilyAndPersonalRelationships,
    SuitabilityOfLivingAccommodation,
    ContributionToSociety,
}

/// <summary>The needs of a person beside the clinical one.</summary>
/// <param name="InterpreterLanguage">A language tag (BCP 47) such as <c>bn</c>; absent where no interpreter is needed.</param>
/// <param name="Access">What the place, or those who see the person, must offer.</param>
/// <param name="CarerComesAlong">True where an unpaid carer comes along or must be told.</param>
/// <param name="Wellbeing">The parts of wellbeing that the person wants help with.</param>
public sealed record NeedsEntry(
    [StringLength(35), RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] string? InterpreterLanguage = null,
    [MaxLength(8)] IReadOnlyList<AccessNeed>? Access = null,
    bool CarerComesAlong = false,
    [MaxLength(9)] IReadOnlyList<WellbeingDomain>? Wellbeing = null);
