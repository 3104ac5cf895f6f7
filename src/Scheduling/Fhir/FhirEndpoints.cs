using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Fhir.Appointments;
using IntegratedCare.Scheduling.Fhir.Received;
using IntegratedCare.Scheduling.Fhir.Schedules;
using IntegratedCare.Scheduling.Fhir.ServiceRequests;
using IntegratedCare.Scheduling.Fhir.Slots;
using Microsoft.AspNetCore.Mvc;

namespace IntegratedCare.Scheduling.Fhir;

/// <summary>FHIR R4 over the diary, as Booking and Referral (BaRS) asks of it. The place's CapabilityStatement describes it, and not OpenAPI.</summary>
internal static class FhirEndpoints
{
    private const int BodyBytesMax = 64 * 1024;

    public static void AddFhir(this WebApplicationBuilder builder) => builder.Services.AddSingleton<EntryRules>();

    public static IEndpointRouteBuilder MapFhir(this IEndpointRouteBuilder routes)
    {
        var fhir = routes.MapGroup(FhirRequests.Root).WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax)).ExcludeFromDescription();
        fhir.MapGet("/Schedule", SearchSchedules.Handle).WithTags("Schedules").WithName(nameof(SearchSchedules)).Allow(Policies.SlotsRead);
        fhir.MapPost("/Schedule/_search", SearchSchedules.Handle).WithTags("Schedules").WithName("SearchSchedulesByForm").Allow(Policies.SlotsRead).Reads();
        fhir.MapGet("/Schedule/{id}", ReadSchedule.Handle).WithTags("Schedules").WithName(nameof(ReadSchedule)).Allow(Policies.SlotsRead);
        fhir.MapGet("/Slot", SearchSlots.Handle).WithTags("Slots").WithName(nameof(SearchSlots)).Allow(Policies.SlotsRead);
        fhir.MapPost("/Slot/_search", SearchSlots.Handle).WithTags("Slots").WithName("SearchSlotsByForm").Allow(Policies.SlotsRead).Reads();
        fhir.MapGet("/Slot/{id}", ReadSlot.Handle).WithTags("Slots").WithName(nameof(ReadSlot)).Allow(Policies.SlotsRead);

        fhir.MapGet("/Appointment", SearchAppointments.Handle).WithTags("Bookings").WithName(nameof(SearchAppointments)).Allow(Policies.CareRead);
        fhir.MapPost("/Appointment/_search", SearchAppointments.Handle).WithTags("Bookings").WithName("SearchAppointmentsByForm").Allow(Policies.CareRead).Reads();
        fhir.MapGet("/Appointment/{id}", ReadAppointment.Handle).WithTags("Bookings").WithName(nameof(ReadAppointment)).Allow(Policies.CareRead);

        fhir.MapPost("/Appointment", BookAppointment.Handle).WithTags("Bookings").WithName(nameof(BookAppointment))
            .Allow(Policies.CareBook).AnswersWith("Appointment", AppointmentAsync).RequireIdempotencyKey();
        fhir.MapPut("/Appointment/{id}", ChangeAppointment.Handle).WithTags("Bookings").WithName(nameof(ChangeAppointment))
            .Allow(Policies.CareChange).AnswersWith("Appointment", AppointmentAsync).AcceptIdempotencyKey();
        fhir.MapPatch("/Appointment/{id}", ChangeAppointment.HandlePatch).WithTags("Bookings").WithName("PatchAppointment")
            .Allow(Policies.CareChange).AnswersWith("Appointment", AppointmentAsync).AcceptIdempotencyKey();

        fhir.MapGet("/ServiceRequest", SearchServiceRequests.Handle).WithTags("Referrals").WithName(nameof(SearchServiceRequests)).Allow(Policies.ReferralRead);
        fhir.MapPost("/ServiceRequest/_search", SearchServiceRequests.Handle).WithTags("Referrals").WithName("SearchServiceRequestsByForm")
            .Allow(Policies.ReferralRead).Reads();
        fhir.MapGet("/ServiceRequest/{id}", ReadServiceRequest.Handle).WithTags("Referrals").WithName(nameof(ReadServiceRequest)).Allow(Policies.ReferralRead);
        fhir.MapPost("/ServiceRequest", MakeServiceRequest.Handle).WithTags("Referrals").WithName(nameof(MakeServiceRequest))
            .Allow(Policies.ReferralMake).AnswersWith("ServiceRequest", ServiceRequestAsync).RequireIdempotencyKey();
        fhir.MapPut("/ServiceRequest/{id}", ChangeServiceRequest.Handle).WithTags("Referrals").WithName(nameof(ChangeServiceRequest))
            .Allow(Policies.ReferralMake).AnswersWith("ServiceRequest", ServiceRequestAsync).AcceptIdempotencyKey();
        fhir.MapPatch("/ServiceRequest/{id}", ChangeServiceRequest.HandlePatch).WithTags("Referrals").WithName("PatchServiceRequest")
            .Allow(Policies.ReferralMake).AnswersWith("ServiceRequest", ServiceRequestAsync).AcceptIdempotencyKey();
        return routes;
    }

    private static async Task<Resource?> AppointmentAsync(string id, Caller caller, HttpContext http)
    {
        var services = http.RequestServices;
        return await ReadAppointment.FindAsync(
            id, caller, await Purpose.BindAsync(http) ?? Purpose.NotStated, services.GetRequiredService<SchedulingDb>(),
            services.GetRequiredService<PersonalDataCipher>(), services.GetRequiredService<TimeProvider>().GetUtcNow(), http.RequestAborted);
    }

    private static async Task<Resource?> ServiceRequestAsync(string id, Caller caller, HttpContext http)
    {
        var services = http.RequestServices;
        return await ReadServiceRequest.FindAsync(
            id, caller, await Purpose.BindAsync(http) ?? Purpose.NotStated, services.GetRequiredService<SchedulingDb>(),
            services.GetRequiredService<PersonalDataCipher>(), http.RequestAborted);
    }
}
