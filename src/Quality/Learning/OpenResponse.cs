using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Tasks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>A way to learn from incidents. <c>Owner</c>: chief-nurse, dass, dcs or dph. A <c>Ground</c> other than none is investigated.</summary>
public sealed record OpenResponseRequest(
    LearningMethod Method,
    [Required, StringLength(LearningResponse.TitleLengthMax)] string Title,
    [Required, StringLength(LearningResponse.TextLengthMax)] string Question,
    [Required, StringLength(50)] string Owner,
    DateOnly DueOn,
    [Required, MaxLength(LearningResponse.IncidentsMax)] IReadOnlyList<Guid> IncidentIds,
    InvestigationGround Ground = InvestigationGround.None);

internal static class OpenResponse
{
    public static async Task<Created<LearningResponseView>> Handle(
        OpenResponseRequest request, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        var response = LearningResponse.Open(request, cipher, caller, today, now);
        var asked = response.Incidents.Select(i => i.IncidentId).ToList();
        var known = await db.Incidents.AsNoTracking().KnownTo(caller).Where(i => asked.Contains(i.Id)).ToListAsync(cancellationToken);
        if (known.Count < asked.Count) throw new DomainException(LearningErrors.IncidentUnknown);

        db.LearningResponses.Add(response);
        db.RecordAccess(caller, purpose, "learning-response.open", "learning-response", $"{response.Id.Value}");
        foreach (var incident in known) await db.RecordAccessAsync(incident, caller, purpose, "incident.learn-from", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.AskForAsync(
            QualityTaskKind.FinishResponse, Matter.Response, response.Id.Value, response.Id, response.Owner, response.DueOn, now, cancellationToken);
        return TypedResults.Created($"/api/quality/learning/responses/{response.Id.Value}", LearningResponseView.Of(response, cipher, [], today));
    }
}
