namespace IntegratedCare.Kernel.Audit;

/// <summary>By which relationship somebody had access to a record, where their role alone would not do.</summary>
public enum AccessBasis
{
    /// <summary>They made the record themselves.</summary>
    Own,

    /// <summary>The organisation that they act for made it.</summary>
    Organisation,

    /// <summary>They work in a team, or in a neighbourhood of a team, that cares for the person.</summary>
    Team,

    /// <summary>None: they broke the glass, said why, and the privacy officer reviews it.</summary>
    BreakGlass,
}
