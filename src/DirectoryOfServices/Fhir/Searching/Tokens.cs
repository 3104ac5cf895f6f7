using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Fhir.Searching;

namespace IntegratedCare.DirectoryOfServices.Fhir.Searching;

/// <summary>What a token means in our columns.</summary>
internal static class Tokens
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static FormattableString Flag(Token token, FormattableString isTrue) => token switch
    {
        { System: null, Code: "true" } => isTrue,
        { System: null, Code: "false" } => $"({isTrue}) is not true",
        _ => throw FhirErrors.Invalid("The value is true or false."),
    };

    /// <summary>A column of one word: those words whose codings suit. No token: any that has a coding.</summary>
    public static FormattableString Word<TEnum>(Token? token, string column, Func<TEnum, Coding[]> codings) where TEnum : struct, Enum =>
        WordsThatSuit(token, codings) is { Length: > 0 } words ? $"{Sql.Own(column)} = any({words})" : Sql.False;

    /// <summary>The same for a column of several words.</summary>
    public static FormattableString Words<TEnum>(Token token, string column, Func<TEnum, Coding[]> codings) where TEnum : struct, Enum =>
        WordsThatSuit(token, codings) is { Length: > 0 } words ? $"{Sql.Own(column)} && {words}" : Sql.False;

    /// <summary>An id of ours as an identifier.</summary>
    public static FormattableString Id(Token token, string system, string column) =>
        token.System is not null && token.System != system ? Sql.False
        : token.Code is null ? Sql.True
        : ResourceKinds.IdOf(token.Code) is { } id ? $"{Sql.Own(column)} = {id}" : Sql.False;

    /// <summary>A column that holds the code itself, whatever the system (which has been looked at).</summary>
    public static FormattableString Code(Token token, string column) =>
        token.Code is { } code ? (FormattableString)$"{Sql.Own(column)} = {code}" : $"{Sql.Own(column)} is not null";

    private static string[] WordsThatSuit<TEnum>(Token? token, Func<TEnum, Coding[]> codings) where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Where(value => codings(value).Any(c => token is null || token.Suits(c))).Select(value => value.ToString())];
}
