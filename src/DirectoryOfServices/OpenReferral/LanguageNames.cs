namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>English names of the languages that are spoken in English places; the process has no cultures to ask.</summary>
internal static class LanguageNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["am"] = "Amharic", ["ar"] = "Arabic", ["bfi"] = "British Sign Language", ["bg"] = "Bulgarian", ["bn"] = "Bengali", ["ckb"] = "Sorani Kurdish",
        ["cs"] = "Czech", ["cy"] = "Welsh", ["de"] = "German", ["el"] = "Greek", ["en"] = "English", ["es"] = "Spanish", ["et"] = "Estonian",
        ["fa"] = "Farsi", ["fr"] = "French", ["ga"] = "Irish", ["gd"] = "Scottish Gaelic", ["gu"] = "Gujarati", ["he"] = "Hebrew", ["hi"] = "Hindi",
        ["hu"] = "Hungarian", ["it"] = "Italian", ["ja"] = "Japanese", ["kmr"] = "Kurmanji Kurdish", ["ko"] = "Korean", ["ku"] = "Kurdish",
        ["lt"] = "Lithuanian", ["lv"] = "Latvian", ["ml"] = "Malayalam", ["mr"] = "Marathi", ["ne"] = "Nepali", ["nl"] = "Dutch", ["om"] = "Oromo",
        ["pa"] = "Punjabi", ["pl"] = "Polish", ["ps"] = "Pashto", ["pt"] = "Portuguese", ["rmy"] = "Romani", ["ro"] = "Romanian", ["ru"] = "Russian",
        ["sk"] = "Slovak", ["so"] = "Somali", ["sq"] = "Albanian", ["syl"] = "Sylheti", ["sw"] = "Swahili", ["ta"] = "Tamil", ["te"] = "Telugu",
        ["th"] = "Thai", ["ti"] = "Tigrinya", ["tl"] = "Tagalog", ["tr"] = "Turkish", ["uk"] = "Ukrainian", ["ur"] = "Urdu", ["vi"] = "Vietnamese",
        ["yo"] = "Yoruba", ["yue"] = "Cantonese", ["zh"] = "Chinese", ["cmn"] = "Mandarin",
    };

    /// <summary>The name of the tag's language; null where the table has none, and the code must speak for itself.</summary>
    public static string? Of(string tag) => Names.GetValueOrDefault(tag.Split('-')[0]);

    /// <summary>The tag of a language by its English name; null where the table has none.</summary>
    public static string? TagOf(string? name) =>
        Names.FirstOrDefault(pair => string.Equals(pair.Value, name, StringComparison.OrdinalIgnoreCase)).Key;
}
