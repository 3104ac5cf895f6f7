using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Learning;
using IntegratedCare.Quality.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.Learning;

[Collection(QualityCollection.Name)]
public sealed class LearningTests(QualityHost quality)
{
    private const string Responses = "/api/quality/learning/responses";
    private const string Actions = "/api/quality/learning/actions";
    private const string Library = "/api/quality/learning/library";

    private static readonly AfterActionReviewAnswers Answers = new("A handover", "None was made", "Two rotas", "One rota");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static DateOnly Today => LondonTime.DateOf(TimeProvider.System.GetUtcNow());

    private static OpenResponseRequest Asked(params Guid[] incidents) => new(
        LearningMethod.AfterActionReview, "Handover at the weekend", "Why did nobody tell the night team about Mrs Ashworth?", Roles.ChiefNurse,
        Today.AddDays(30), incidents);

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, body, QualityHost.Json, Cancelled);

    private Task<LearningResponseView> OpenedAsync(OpenResponseRequest? asked = null) =>
        QualityHost.PostAsync<LearningResponseView>(quality.ChiefNurse, Responses, asked ?? Asked());

    private async Task<IReadOnlyList<QualityTask>> TasksAsync(Guid about)
    {
        await using var db = quality.Service.Db();
        return await db.Tasks.AsNoTracking().Where(t => t.AboutId == about).ToListAsync(Cancelled);
    }

    [Theory]
    [InlineData(InvestigationGround.NeverEvent)]
    [InlineData(InvestigationGround.DeathMoreLikelyThanNotDueToCare)]
    public async Task A_never_event_and_a_death_likely_due_to_care_are_investigated_whatever_else_is_chosen(InvestigationGround ground)
    {
        foreach (var method in Enum.GetValues<LearningMethod>())
        {
            using var answer = await PostAsync(quality.ChiefNurse, Responses, Asked() with { Ground = ground, Method = method });

            if (method == LearningMethod.Psii) Assert.Equal(ground, (await QualityHost.ReadAsync<LearningResponseView>(answer)).Ground);
            else Assert.Equal((422, "learning-response.investigation-required"), await QualityHost.RefusalAsync(answer));
        }
    }

    [Fact]
    public async Task An_after_action_review_ends_with_its_four_questions_answered_and_with_its_task()
    {
        var incident = await QualityHost.LogAsync(quality.NewReporter());
        var response = await OpenedAsync(Asked(incident.Id));
        var task = Assert.Single(await TasksAsync(response.Id));
        Assert.Equal((QualityTaskKind.FinishResponse, Today.AddDays(30), incident.Id, null), (task.Kind, task.DueOn, task.IncidentId?.Value, task.DoneAt));
        var end = $"{Responses}/{response.Id}/end";
        var found = new FinishResponseRequest("Two rotas that nobody compared", [LearningTheme.Communication, LearningTheme.Staffing]);

        Assert.Equal((422, "learning-response.questions-unanswered"), await QualityHost.RefusalAsync(await PostAsync(quality.ChiefNurse, end, found)));
        Assert.Equal((422, "learning-response.findings-missing"), await QualityHost.RefusalAsync(
            await PostAsync(quality.ChiefNurse, end, found with { Themes = [], Review = Answers })));
        var finished = await QualityHost.PostAsync<LearningResponseView>(quality.ChiefNurse, end, found with { Review = Answers });
        Assert.Equal((409, "learning-response.already-finished"), await QualityHost.RefusalAsync(
            await PostAsync(quality.ChiefNurse, end, found with { Review = Answers })));

        Assert.Equal((ResponseStatus.Finished, Answers, found.Findings), (finished.Status, finished.Review, finished.Findings));
        Assert.NotNull(Assert.Single(await TasksAsync(response.Id)).DoneAt);
        var swarm = await OpenedAsync(Asked() with { Method = LearningMethod.Swarm });
        Assert.Equal((422, "learning-response.questions-out-of-place"), await QualityHost.RefusalAsync(
            await PostAsync(quality.ChiefNurse, $"{Responses}/{swarm.Id}/end", found with { Review = Answers })));
    }

    [Fact]
    public async Task What_is_to_be_found_out_is_encrypted_and_only_officers_read_it()
    {
        var response = await OpenedAsync();
        await using var db = quality.Service.Db();

        var plain = await db.Database.SqlQuery<string>(
            $"select encode(words, 'escape') as \"Value\" from learning_responses where id = {response.Id}").ToListAsync(Cancelled);

        Assert.DoesNotContain("Ashworth", Assert.Single(plain), StringComparison.Ordinal);
        using var refused = await quality.NewReporter().GetAsync(new Uri($"{Responses}/{response.Id}", UriKind.Relative), Cancelled);
        Assert.Equal((403, "request.forbidden"), await QualityHost.RefusalAsync(refused));
        Assert.Contains($"learning-response.open", string.Join(' ', await quality.AccessesAsync("learning-response", response.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_has_an_owner_and_a_day_and_its_task_ends_with_it()
    {
        var response = await OpenedAsync();
        var dass = quality.Service.Client(Roles.Dass, "E08000004");
        var action = await QualityHost.PostAsync<LearningActionView>(
            quality.ChiefNurse, $"{Responses}/{response.Id}/actions", new AgreeActionRequest("One rota for both teams", Roles.Dass, Today));
        Assert.Equal(Roles.Dass, Assert.Single(await TasksAsync(action.Id)).Office);

        Assert.Equal((403, "learning-action.not-yours"), await QualityHost.RefusalAsync(await PostAsync(
            quality.Service.Client(Roles.Dph, "E08000004"), $"{Actions}/{action.Id}/end", new FinishActionRequest("Done"))));
        var done = await QualityHost.PostAsync<LearningActionView>(dass, $"{Actions}/{action.Id}/end", new FinishActionRequest("It is in use"));
        Assert.Equal((409, "learning-action.already-done"), await QualityHost.RefusalAsync(
            await PostAsync(dass, $"{Actions}/{action.Id}/end", new FinishActionRequest("Again"))));

        Assert.Equal(("It is in use", Roles.Dass), (done.Done, done.DoneByRole));
        Assert.NotNull(Assert.Single(await TasksAsync(action.Id)).DoneAt);
        Assert.Equal(action.Id, Assert.Single((await QualityHost.GetAsync<LearningResponseView>(dass, $"{Responses}/{response.Id}")).Actions ?? []).Id);
        Assert.Equal((422, "learning-response.due-invalid"), await QualityHost.RefusalAsync(await PostAsync(
            quality.ChiefNurse, $"{Responses}/{response.Id}/actions", new AgreeActionRequest("Too late", Roles.Dass, Today.AddDays(-1)))));
    }

    [Fact]
    public async Task A_lesson_is_found_by_everybody_by_its_words_until_it_is_withdrawn()
    {
        var mark = $"zebrafish{Guid.NewGuid():N}";
        var lesson = await QualityHost.PostAsync<LessonView>(quality.ChiefNurse, Library, new PublishLessonRequest(
            "Compare rotas before the weekend", $"Two teams had rotas of their own. {mark}", [LearningTheme.Communication], NobodyCanBeRecognised: true));

        var found = await QualityHost.GetAsync<Page<LessonView>>(quality.NewReporter(), $"{Library}?search={mark}+rota&theme=communication");
        Assert.Equal(lesson.Id, Assert.Single(found.Items).Id);
        Assert.Empty((await QualityHost.GetAsync<Page<LessonView>>(quality.NewReporter(), $"{Library}?search={mark}&theme=falls")).Items);
        var themes = await QualityHost.GetAsync<ThemesView>(quality.NewReporter(), "/api/quality/learning/themes?months=1");
        Assert.Contains(themes.Items, t => t is { Theme: LearningTheme.Communication, Lessons: > 0, Responses: null });

        using var withdrawn = await quality.ChiefNurse.PostAsync(new Uri($"{Library}/{lesson.Id}/withdrawal", UriKind.Relative), null, Cancelled);
        Assert.True(withdrawn.IsSuccessStatusCode);
        Assert.Empty((await QualityHost.GetAsync<Page<LessonView>>(quality.NewReporter(), $"{Library}?search={mark}")).Items);
        using var gone = await quality.NewReporter().GetAsync(new Uri($"{Library}/{lesson.Id}", UriKind.Relative), Cancelled);
        Assert.Equal((404, "lesson.unknown"), await QualityHost.RefusalAsync(gone));
        using var twice = await quality.ChiefNurse.PostAsync(new Uri($"{Library}/{lesson.Id}/withdrawal", UriKind.Relative), null, Cancelled);
        Assert.Equal((409, "lesson.withdrawn"), await QualityHost.RefusalAsync(twice));
    }

    [Theory]
    [InlineData("Two rotas.", false, "lesson.not-confirmed")]
    [InlineData("Ask 943 476 5919 about it.", true, "lesson.names-somebody")]
    [InlineData("Write to jo.bloggs@example.org.", true, "lesson.names-somebody")]
    [InlineData("Call 0161 652 3184.", true, "lesson.names-somebody")]
    [InlineData("At OL1 1NL it was known.", true, "lesson.names-somebody")]
    public async Task A_lesson_in_which_somebody_may_be_recognised_is_not_published(string text, bool confirmed, string code) =>
        Assert.Equal((422, code), await QualityHost.RefusalAsync(await PostAsync(
            quality.ChiefNurse, Library, new PublishLessonRequest("Rotas", text, [LearningTheme.Records], confirmed))));

    [Theory]
    [InlineData("Ward 12 had 1200 bed days, 30 of them in week 48; figures 943 476 5918 are no number of anybody.")]
    public async Task A_lesson_with_figures_is_published(string text) => Assert.NotEqual(Guid.Empty, (await QualityHost.PostAsync<LessonView>(
        quality.ChiefNurse, Library, new PublishLessonRequest("Figures", text, [LearningTheme.Records], true))).Id);
}
