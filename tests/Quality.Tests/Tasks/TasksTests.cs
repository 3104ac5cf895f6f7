using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Tests.Tasks;

[Collection(QualityCollection.Name)]
public sealed class TasksTests(QualityHost quality)
{
    private const string Tasks = "/api/quality/tasks";

    private static readonly DateOnly Today = LondonTime.DateOf(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static TaskToRaise Asked(string office, DateOnly? dueOn = null, Guid? about = null) => new(
        $"test:{Guid.NewGuid()}", QualityTaskKind.ExplainSpecialCause, office, dueOn ?? Today, Matter.Measure, about ?? Guid.CreateVersion7());

    [Fact]
    public async Task A_task_is_raised_once_however_often_and_by_however_many_it_is_raised()
    {
        var asked = Asked(Roles.Dph);

        var raised = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RaiseAsync(asked)));

        Assert.Single(raised, isNew => isNew);
        Assert.Single(await AllAsync(Roles.Dph), t => t.AboutId == asked.AboutId);
    }

    [Fact]
    public async Task A_task_is_not_raised_outside_the_work_that_asks_for_it()
    {
        await using var db = quality.Service.Db();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.RaiseTaskAsync(Asked(Roles.Dph), A.Now, Cancelled));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.EndTasksAsync(Matter.Measure, Guid.NewGuid(), null, A.Now, Cancelled));
    }

    [Fact]
    public async Task An_office_sees_its_own_tasks_only_the_earliest_due_first()
    {
        var about = Guid.CreateVersion7();
        for (var day = 3; day >= -2; day--) await RaiseAsync(Asked(Roles.Dcs, Today.AddDays(day), about));
        await RaiseAsync(Asked(Roles.Dass, Today, about));

        var seen = (await AllAsync(Roles.Dcs, limit: 2)).Where(t => t.AboutId == about).ToList();

        Assert.Equal([-2, -1, 0, 1, 2, 3], seen.Select(t => t.DueOn.DayNumber - Today.DayNumber));
        Assert.Equal([true, true, false, false, false, false], seen.Select(t => t.Overdue));
        Assert.All(seen, t => Assert.Equal(Roles.Dcs, t.Office));
    }

    [Fact]
    public async Task What_is_done_is_done_once_and_is_never_overdue()
    {
        var asked = Asked(Roles.Dass, Today.AddDays(-4));
        await RaiseAsync(asked);
        var before = await TotalsAsync(Roles.Dass);
        var task = Assert.Single(await AllAsync(Roles.Dass, "overdue=true"), t => t.AboutId == asked.AboutId);

        var done = await QualityHost.PostAsync<TaskView>(quality.Service.Client(Roles.Dass), $"{Tasks}/{task.Id}/done", new { });
        using var again = await PostAsync(Roles.Dass, task.Id);

        Assert.Equal((Roles.Dass, false), (done.DoneByRole, done.Overdue));
        Assert.NotNull(done.DoneAt);
        Assert.Equal((409, "task.already-done"), await QualityHost.RefusalAsync(again));
        Assert.DoesNotContain(await AllAsync(Roles.Dass, "overdue=true"), t => t.Id == task.Id);
        Assert.DoesNotContain(await AllAsync(Roles.Dass, "state=open"), t => t.Id == task.Id);
        Assert.Contains(await AllAsync(Roles.Dass, "state=done&kind=explainSpecialCause"), t => t.Id == task.Id);
        var after = await TotalsAsync(Roles.Dass);
        Assert.Equal((before.Open - 1, before.Overdue - 1), (after.Open, after.Overdue));
    }

    [Fact]
    public async Task Another_offices_task_does_not_exist()
    {
        var asked = Asked(Roles.Dcs);
        await RaiseAsync(asked);
        var task = Assert.Single(await AllAsync(Roles.Dcs), t => t.AboutId == asked.AboutId);

        using var others = await PostAsync(Roles.ChiefNurse, task.Id);
        using var nobodys = await PostAsync(Roles.ChiefNurse, Guid.CreateVersion7());

        Assert.Equal((404, "task.unknown"), await QualityHost.RefusalAsync(others));
        Assert.Equal((404, "task.unknown"), await QualityHost.RefusalAsync(nobodys));
    }

    [Fact]
    public async Task What_ends_by_the_act_that_it_asks_for_is_not_said_to_be_done()
    {
        var asked = Asked(Roles.Dph) with { EndsByItself = true };
        await RaiseAsync(asked);
        var task = Assert.Single(await AllAsync(Roles.Dph), t => t.AboutId == asked.AboutId);

        using var refused = await PostAsync(Roles.Dph, task.Id);
        var ended = await InTransactionAsync(db => db.EndTasksAsync(asked.About, asked.AboutId, asked.Kind, A.Now, Cancelled));

        Assert.Equal((409, "task.ends-by-itself"), await QualityHost.RefusalAsync(refused));
        Assert.Equal(1, ended);
        var done = Assert.Single(await AllAsync(Roles.Dph, "state=done"), t => t.Id == task.Id);
        Assert.Null(done.DoneByRole);
    }

    [Theory]
    [InlineData("after=yesterday", "task.cursor-invalid")]
    [InlineData("after=20260230.0199a00000007000800000000000000a", "task.cursor-invalid")]
    [InlineData("after=20260301.1", "task.cursor-invalid")]
    [InlineData("limit=0", "request.invalid")]
    [InlineData("limit=201", "request.invalid")]
    [InlineData("state=late", "request.invalid")]
    [InlineData("kind=9", "request.invalid")]
    [InlineData("overdue=perhaps", "request.invalid")]
    public async Task A_wrong_question_is_refused(string query, string code)
    {
        using var response = await quality.ChiefNurse.GetAsync(new Uri($"{Tasks}?{query}", UriKind.Relative), Cancelled);

        Assert.Equal((400, code), await QualityHost.RefusalAsync(response));
    }

    private Task<bool> RaiseAsync(TaskToRaise asked) => InTransactionAsync(db => db.RaiseTaskAsync(asked, A.Now, Cancelled));

    private async Task<TResult> InTransactionAsync<TResult>(Func<QualityDb, Task<TResult>> work)
    {
        await using var db = quality.Service.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        var result = await work(db);
        await transaction.CommitAsync(Cancelled);
        return result;
    }

    private async Task<IReadOnlyList<TaskView>> AllAsync(string role, string query = "", int limit = 200)
    {
        var (client, all, after) = (quality.Service.Client(role), new List<TaskView>(), "");
        while (true)
        {
            var feed = await QualityHost.GetAsync<Feed<TaskView>>(client, $"{Tasks}?limit={limit}&{query}{after}");
            all.AddRange(feed.Items);
            if (feed.Next is null) return all;
            after = $"&after={feed.Next}";
        }
    }

    private Task<TaskTotalsView> TotalsAsync(string role) =>
        QualityHost.GetAsync<TaskTotalsView>(quality.Service.Client(role), $"{Tasks}/totals");

    private Task<HttpResponseMessage> PostAsync(string role, Guid task) =>
        quality.Service.Client(role).PostAsync(new Uri($"{Tasks}/{task}/done", UriKind.Relative), null, Cancelled);
}
