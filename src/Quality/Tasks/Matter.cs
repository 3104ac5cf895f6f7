namespace IntegratedCare.Quality.Tasks;

/// <summary>What a task, or an entry of a record, is about.</summary>
public enum Matter
{
    Incident,
    Restriction,
    CandourDuty,
    SafeguardingConcern,
    Escalation,
    Measure,
    Action,
    Risk,
    Response,
}
