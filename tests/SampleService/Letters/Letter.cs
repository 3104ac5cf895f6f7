using IntegratedCare.Kernel.Ids;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.SampleService.Letters;

internal readonly record struct LetterId(Guid Value) : IEntityId<LetterId>
{
    public static LetterId New() => new(Guid.CreateVersion7());
    public static LetterId From(Guid value) => new(value);
}

/// <summary>Something personal: two encrypted columns, one of which may be empty.</summary>
internal sealed class Letter
{
    public const string TextColumn = "letters.text";
    public const string AnswerColumn = "letters.answer";

    public required LetterId Id { get; init; }
    public required byte[] Text { get; set; }
    public byte[]? Answer { get; set; }             // null: nobody has answered
}

internal sealed class LetterMapping : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.ToTable("letters");
        builder.Property(l => l.Text).IsSealed(Letter.TextColumn);
        builder.Property(l => l.Answer).IsSealed(Letter.AnswerColumn);
    }
}
