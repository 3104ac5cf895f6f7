namespace IntegratedCare.Kernel.PersonalData;

/// <summary>A person across services: a keyed hash of the NHS number that nobody without the key can reverse or make.</summary>
public readonly record struct PersonKey(string Value);
