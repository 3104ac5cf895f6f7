using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>How data keys are looked after; settings under <c>PersonalData</c>.</summary>
internal sealed class DataKeyPolicy
{
    /// <summary>
    /// How long after its retirement a data key is destroyed at the earliest. Replicas learn within minutes that it is retired
    /// (<see cref="DataKeyRing.FreshFor"/>), so that an hour is safe.
    /// </summary>
    [Range(1, 24 * 366)]
    public int KeepRetiredKeysHours { get; set; } = 24;

    /// <summary>How often the worker looks whether values lie under an old key.</summary>
    [Range(1, 24 * 60)]
    public int ReencryptEveryMinutes { get; set; } = 1;
}
