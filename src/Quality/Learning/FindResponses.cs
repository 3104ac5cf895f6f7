using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Learning;

/// <summary>Which responses are asked for; what is left out does not narrow the list.</summary>
public sealed record ResponseFilter(string? Status, string? Method, string? Owner, Guid? IncidentId, bool? Overdue);

/// <summary>The responses of which the caller may know, newest first.</summary>
internal static class FindResponses
{
    public static async Task<Page<LearningResponseView>> Handle(
        [AsParameters] ResponseFilter filter, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, QualityDb db,
        PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        var asked = Narrow(db.ResponsesKnownTo(caller).AsNoTracking(), filter, today);
        var page = await asked.OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.Id).ToPageAsync(paging, cancellationToken);
        foreach (var response in page.Items)
            db.RecordAccess(caller, purpose, "learning-response.search", "learning-response", $"{response.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        return new([.. page.Items.Select(r => LearningResponseView.Of(r, cipher, actions: null, today))], page.Number, page.PageSize, page.Total);
    }

    private static IQueryable<LearningResponse> Narrow(IQueryable<LearningResponse> responses, ResponseFilter filter, DateOnly today)
    {
        if (Words.Asked<ResponseStatus>(filter.Status) is { } status)
            responses = responses.Where(r => (r.FinishedAt == null) == (status == ResponseStatus.Open));
        if (Words.Asked<LearningMethod>(filter.Method) is { } method) responses = responses.Where(r => r.Method == method);
        if (filter.Owner is { } owner) responses = responses.Where(r => r.Owner == owner);
        if (filter.Overdue is { } overdue) responses = responses.Where(r => (r.FinishedAt == null && r.DueOn < today) == overdue);
        if (filter.IncidentId is { } named)
        {
            var incident = IncidentId.From(named);
            responses = responses.Where(r => r.Incidents.Any(i => i.IncidentId == incident));
        }

        return responses;
    }
}

internal static class ReadResponse
{
    public static async Task<LearningResponseView> Handle(
        Guid id, Caller caller, Purpose purpose, QualityDb db, PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var responseId = LearningResponseId.From(id);
        var response = await db.ResponsesKnownTo(caller).AsNoTracking().SingleOrDefaultAsync(r => r.Id == responseId, cancellationToken)
            ?? throw new DomainException(LearningErrors.ResponseNotFound);
        db.RecordAccess(caller, purpose, "learning-response.read", "learning-response", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        var today = LondonTime.DateOf(time.GetUtcNow());
        return LearningResponseView.Of(response, cipher, await db.ActionsOfAsync(responseId, cipher, today, cancellationToken), today);
    }
}
