namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>A stemmed word of a document, and how often it stands in each part of it.</summary>
internal readonly record struct Lexeme(string Text, int InName, int InKeywords, int InDescription, int InPlaces);

/// <summary>The parts of a document in which a word stands.</summary>
[Flags]
internal enum WordPlaces : byte
{
    None = 0,
    Name = 1,
    Keywords = 2,
    Description = 4,

    /// <summary>The names of provider and sites.</summary>
    Places = 8,
}
