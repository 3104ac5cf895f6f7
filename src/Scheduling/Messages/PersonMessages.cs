using System.Security.Cryptography;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>Has people told of their bookings, by the caller's own save: a message is made if and only if the change it tells of stands.</summary>
internal sealed class PersonMessages(SchedulingDb db, PersonalDataCipher cipher, IOptions<MessagesPolicy> policy, TimeProvider time)
{
    /// <summary>The person is to be told what the booking is now.</summary>
    public void Queue(Booking booking, MessageKind kind) =>
        db.Messages.Add(Message.About(booking, kind, ChannelOf(booking), time.GetUtcNow()));

    // Where it cannot be read how they are told, somebody has to look into it: a letter is not sent without anybody seeing it.
    private MessageChannel ChannelOf(Booking booking)
    {
        try
        {
            return policy.Value.ChannelOf(booking.OpenContact(new(cipher, booking.Id)));
        }
        catch (CryptographicException)
        {
            return MessageChannel.Letter;
        }
    }
}
