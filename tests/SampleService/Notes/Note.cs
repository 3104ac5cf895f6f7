using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.SampleService.Notes;

internal readonly record struct NoteId(Guid Value) : IEntityId<NoteId>
{
    public static NoteId New() => new(Guid.CreateVersion7());
    public static NoteId From(Guid value) => new(value);
}

internal enum NoteTone
{
    Plain,
    VeryLoud,
}

internal sealed class Note
{
    public required NoteId Id { get; init; }
    public required string Text { get; init; }
    public required NoteTone Tone { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }

    public static Note Write(WriteNoteRequest asked, DateTimeOffset now) => asked.Text == "refused"
        ? throw new DomainException(NoteErrors.Refused)
        : new() { Id = NoteId.New(), Text = asked.Text, Tone = NoteTone.VeryLoud, WrittenAt = now };
}

internal static class NoteErrors
{
    public static readonly DomainError Refused =
        new("note.refused", "A note may not say that.", ErrorKind.Rejected);

    public static readonly DomainError TextTaken =
        new("note.text-taken", "Another note says the same.", ErrorKind.Conflict);
}

internal sealed class NoteMapping : IEntityTypeConfiguration<Note>
{
    public const string TextIndex = "ux_notes_text";

    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("notes");
        builder.IsAppendOnly();
        builder.Property(n => n.Text).HasMaxLength(200);
        builder.HasIndex(n => n.Text).IsUnique().HasDatabaseName(TextIndex);
    }
}
