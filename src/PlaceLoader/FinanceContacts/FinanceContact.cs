using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.FinanceContacts;

/// <summary>The mailbox of a partner's finance team, which is reminded of what falls due. No person's own address.</summary>
internal sealed record FinanceContact(RowReference Row, string Organisation, string Email, Provenance Provenance)
{
    public const string File = "finance-contacts.csv";

    public static readonly TableColumns Columns = new(["organisation", "email", Provenance.Column], [], MayBeMissing: true);

    public static FinanceContact Read(CsvRow row) =>
        new(row.Reference, row.Code("organisation"), row.Email("email"), Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.FinanceContacts, each => each.Organisation, each => each.Row, "the finance contact of");
        foreach (var contact in place.FinanceContacts) place.KnowsOrganisation(contact.Organisation, contact.Row, findings);
    }

    public static IEnumerable<Upsert> UpsertsOf(Place place) =>
        from contact in place.FinanceContacts
        select new Upsert(
            "finance contacts", contact.Row, $"api/ledger/finance-contacts/{contact.Organisation}", new { EmailAddress = contact.Email });
}
