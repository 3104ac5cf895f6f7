using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures;

/// <summary>What good care is held to in the place: it has an owner, and measures that tell whether it is met.</summary>
internal sealed class Standard
{
    public const int PlaceMax = 100;
    public const int CodeLengthMax = 60;
    public const int NameLengthMax = 200;
    public const int StatementLengthMax = 500;
    public const string CodePattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    private Standard() { }

    public required string Code { get; init; }
    public string Name { get; private set; } = "";
    public KeyQuestion KeyQuestion { get; private set; }

    /// <summary>The quality statement of the assessment framework that it answers, in words.</summary>
    public string QualityStatement { get; private set; } = "";

    /// <summary>The office that answers for it: a role of <see cref="Offices"/>.</summary>
    public string Owner { get; private set; } = "";

    public int Version { get; private set; }

    public static Standard Set(string code, PutStandardRequest asked)
    {
        var standard = new Standard { Code = code };
        standard.Amend(asked);
        return standard;
    }

    /// <summary>Takes the standard as it is sent; false where it reads so already.</summary>
    public bool Amend(PutStandardRequest asked)
    {
        Offices.MustHave(asked.Owner);
        var (name, statement) = (asked.Name.Trim(), asked.QualityStatement.Trim());
        if (name.Length == 0 || statement.Length == 0) throw new DomainException(StandardErrors.WordsMissing);
        if ((name, asked.KeyQuestion, statement, asked.Owner) == (Name, KeyQuestion, QualityStatement, Owner)) return false;

        (Name, KeyQuestion, QualityStatement, Owner) = (name, asked.KeyQuestion, statement, asked.Owner);
        Version++;
        return true;
    }
}
