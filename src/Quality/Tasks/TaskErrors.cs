using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Tasks;

internal static class TaskErrors
{
    /// <summary>There is none, it is another office's, or the caller has no need to know what it is about: the answer is the same.</summary>
    public static readonly DomainError NotFound =
        new("task.unknown", "There is no such task.", ErrorKind.NotFound);

    public static readonly DomainError AlreadyDone =
        new("task.already-done", "The task has been done already.", ErrorKind.Conflict);

    public static readonly DomainError EndsByItself =
        new("task.ends-by-itself", "The task ends once what it asks for has been done where it is about.", ErrorKind.Conflict);

    public static readonly DomainError CursorInvalid =
        new("task.cursor-invalid", "A cursor is what an earlier answer gave as next.", ErrorKind.Invalid);
}
