using IntegratedCare.DirectoryOfServices;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Proposals;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.DirectoryOfServices.Synonyms;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using IntegratedCare.DirectoryOfServices.UnmetNeed;
using IntegratedCare.Kernel;
using IntegratedCare.Kernel.Database;
using IntegratedCare.ServiceDefaults;

if (args is ["migrate"]) return await DatabaseMigration.RunAsync<DirectoryDb>(CancellationToken.None);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddKernel<DirectoryDb>("directory");
builder.Services.AddValidation();
builder.AddUnmetNeed();

var app = builder.Build();
app.UseKernel();
app.MapDefaultEndpoints();
app.MapKernelEndpoints();
app.MapCareServices();
app.MapProposals();
app.MapOrganisations();
app.MapSites();
app.MapTaxonomies();
app.MapPlaces();
app.MapSynonyms();
app.MapOpenReferral();
app.MapUnmetNeed();
await app.RunAsync();
return 0;
