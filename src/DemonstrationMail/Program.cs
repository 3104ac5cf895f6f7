using IntegratedCare.DemonstrationMail.Mails;
using IntegratedCare.DemonstrationMail.Smtp;
using IntegratedCare.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddMails();
builder.AddSmtp();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapMails();
await app.RunAsync();
