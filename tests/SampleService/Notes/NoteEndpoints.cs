using System.ComponentModel.DataAnnotations;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.SampleService.Notes;

internal static class NoteEndpoints
{
    private static readonly Policy WriteNotes = new("note.write", "Write a note.", [Roles.Gp], Relationship.None);
    private static readonly Policy ReadNotes = new("note.read", "Read the notes.", Roles.All, Relationship.None);

    public static RouteGroupBuilder MapNotes(this IEndpointRouteBuilder routes)
    {
        var notes = routes.MapGroup("/api/sample/notes").WithTags("Notes");
        notes.MapPost("/", WriteNote.Handle).WithName(nameof(WriteNote)).RequireIdempotencyKey().Allow(WriteNotes);
        notes.MapPost("/optional", WriteNote.Handle).WithName("WriteNoteOptional").AcceptIdempotencyKey().Allow(WriteNotes);
        notes.MapGet("/", FindNotes.Handle).WithName(nameof(FindNotes)).Allow(ReadNotes);
        notes.MapGet("/{id:guid}", ReadNote.Handle).WithName(nameof(ReadNote)).Allow(ReadNotes);
        notes.MapPost("/search", FindNotes.Handle).WithName("SearchNotes").Allow(ReadNotes).Reads();
        notes.MapGet("/forgotten", FindNotes.Handle).WithName("FindForgottenNotes");     // its author forgot to say who may
        return notes;
    }
}

public sealed record WriteNoteRequest([property: Required, StringLength(100, MinimumLength = 1)] string Text, DateTimeOffset? At);

public sealed record NoteView(Guid Id, string Text, string Tone, DateTimeOffset WrittenAt);

internal static class WriteNote
{
    public static async Task<Created<NoteView>> Handle(
        WriteNoteRequest request, Caller caller, Purpose purpose, SampleDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var note = Note.Write(request, time.GetUtcNow());
        db.Notes.Add(note);
        db.Publish(new IncidentLogged(note.Id.Value, "incident", null, "none", "none", note.WrittenAt));
        db.RecordAccess(caller, purpose, "note.write", "note", note.Id.Value.ToString());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(NoteMapping.TextIndex))
        {
            throw new DomainException(NoteErrors.TextTaken);
        }

        return TypedResults.Created($"/api/sample/notes/{note.Id.Value}",
            new NoteView(note.Id.Value, note.Text, "veryLoud", note.WrittenAt));
    }
}

internal static class FindNotes
{
    public static async Task<Ok<Page<NoteView>>> Handle(
        [AsParameters] PageRequest paging, SampleDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Notes.AsNoTracking().OrderBy(n => n.Id)
            .Select(n => new NoteView(n.Id.Value, n.Text, n.Tone.ToString(), n.WrittenAt))
            .ToPageAsync(paging, cancellationToken));
}

/// <summary>A note is read as a personal record is: the reading is in the audit before the answer leaves.</summary>
internal static class ReadNote
{
    public static async Task<Ok<NoteView>> Handle(
        Guid id, Caller caller, Purpose purpose, SampleDb db, CancellationToken cancellationToken)
    {
        var note = await db.Notes.AsNoTracking().SingleAsync(n => n.Id == new NoteId(id), cancellationToken);
        db.RecordAccess(caller, purpose, "note.read", "note", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new NoteView(id, note.Text, note.Tone.ToString(), note.WrittenAt));
    }
}
