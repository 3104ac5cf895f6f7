namespace IntegratedCare.Quality.Migrations;

/// <summary>What marks that figures are to be worked out again, whoever changes the rows that they rest on.</summary>
internal static class MeasureGuards
{
    /// <summary>A booking is marked on the day for which it stood and on the one for which it stands.</summary>
    public const string MarkBookings = """
        create function mark_booking() returns trigger language plpgsql as $$
        begin
          insert into measure_marks (source, day, booking_id)
          select distinct 'Booking', (at at time zone 'Europe/London')::date, new.id
          from unnest(case when tg_op = 'UPDATE' then array[old.starts_at, new.starts_at] else array[new.starts_at] end) at;
          return null;
        end $$;
        create trigger mark_booking after insert or update on bookings
          for each row execute function mark_booking();
        """;

    /// <summary>A site in another neighbourhood takes its bookings along.</summary>
    public const string MarkSites = """
        create function mark_site() returns trigger language plpgsql as $$
        begin
          insert into measure_marks (source, day)
          select distinct 'Booking', (starts_at at time zone 'Europe/London')::date from bookings where site_id = new.id;
          return null;
        end $$;
        create trigger mark_site after insert or update of neighbourhood_code on sites
          for each row execute function mark_site();
        """;

    /// <summary>A restriction is marked in every week for which it stood, before and after the change.</summary>
    public const string MarkRestrictions = """
        create function mark_restriction() returns trigger language plpgsql as $$
        declare
          from_day date := (new.restricted_at at time zone 'Europe/London')::date;
          to_day date := (coalesce(new.lifted_at, new.restricted_at) at time zone 'Europe/London')::date;
        begin
          insert into measure_marks (source, day)
          select 'Restriction', day::date from generate_series(from_day, to_day, interval '7 days') day
          union select 'Restriction', to_day;
          return null;
        end $$;
        create trigger mark_restriction after insert or update of lifted_at on restrictions
          for each row execute function mark_restriction();
        """;

    /// <summary>Takes the marks' triggers away.</summary>
    public const string MarkNothing = """
        drop trigger mark_booking on bookings;
        drop function mark_booking();
        drop trigger mark_site on sites;
        drop function mark_site();
        drop trigger mark_restriction on restrictions;
        drop function mark_restriction();
        """;
}
