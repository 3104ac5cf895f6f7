namespace IntegratedCare.DirectoryOfServices.Search.Words;

/// <summary>Words that people put around what they mean. They help to rank where a service says them, and keep none out that does not.</summary>
internal static class Fillers
{
    private static readonly HashSet<string> All = new(
        [
            "need", "needs", "needing", "want", "wants", "wanting", "help", "helping", "get", "gets", "getting", "got", "find", "finding", "looking", "look",
            "someone", "somebody", "anyone", "anybody", "something", "anything", "person", "people", "please", "near", "nearby", "nearest", "local", "where",
            "feel", "feels", "feeling", "problem", "problems", "issue", "issues", "trouble", "service", "services", "support", "advice", "keep", "keeps",
            "having", "make", "go", "going", "see", "talk", "im", "ive", "cant", "wont", "dont", "bad", "really", "lot", "patient", "patients",
        ],
        StringComparer.Ordinal);

    public static bool Contains(string word) => All.Contains(word);
}
