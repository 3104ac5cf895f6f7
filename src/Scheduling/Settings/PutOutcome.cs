namespace IntegratedCare.Scheduling.Settings;

/// <summary>What loading a record did, so that a loader can say what changed in the place.</summary>
public enum PutOutcome { Added, Changed, Unchanged }
