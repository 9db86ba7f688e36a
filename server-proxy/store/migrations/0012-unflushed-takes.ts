import { type Kysely, sql } from 'kysely'

/** A slot of the budget no longer waits for the disk, and what a crash of the server may have lost counts as used. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // How many slots were taken since one was last waited for. Unlogged: a crash empties it, and that is the sign of one.
  `create unlogged table gateway_unflushed (takes int not null)`,
  `insert into gateway_unflushed values (0)`,

  // Calls that nobody remembers since a crash, and until when they count.
  `alter table gateway_backoff
    add column lost int not null default 0,
    add column lost_until timestamptz not null default '-infinity'`,

  /*
   * As before (0006), but only every twentieth part of the limit is waited for until it is on the disk, and with it all
   * before it. So a crash of the server loses fewer slots than that; the first question after one finds the unlogged
   * table empty and counts them all as used, until the last of those calls must be over and a window has passed.
   */
  `create or replace function gateway_take(
    p_interface text, p_priority text, p_order uuid, p_limit int, p_share int,
    p_window interval, p_lease interval, p_probe interval,
    out call_id bigint, out refused text, out wait_ms float8
  ) language plpgsql as $$
  declare
    this_moment timestamptz;
    circuit record;
    used record;
    known record;
    unflushed int;
    frees timestamptz;
  begin
    perform pg_advisory_xact_lock(400060);
    this_moment := clock_timestamp();

    perform from gateway_unflushed;
    if not found then
      update gateway_backoff set lost = p_limit / 20, lost_until = this_moment + p_lease + p_window;
      insert into gateway_unflushed values (0);
    end if;

    select * into circuit from gateway_circuit(p_interface);
    if circuit.failures >= 5 and (circuit.last_ended + p_probe > this_moment or exists (
      select from gateway_calls
      where interface = p_interface and ended_at is null
        and lease_until > this_moment and started_at > circuit.last_ended
    )) then
      refused := 'open';
      wait_ms := greatest(1000, extract(epoch from circuit.last_ended + p_probe - this_moment) * 1000);
      return;
    end if;

    select case when b.until > this_moment then b.until end as until,
           case when b.lost_until > this_moment then b.lost else 0 end as lost,
           case when b.lost_until > this_moment then b.lost_until end as lost_until
      into known from gateway_backoff b;
    select count(*) + known.lost as calls,
           count(*) filter (where priority = 'background') as background,
           count(*) filter (where priority = 'background' and started_at > this_moment - p_window / 60) as just_now,
           least(min(coalesce(ended_at, lease_until)) + p_window, known.lost_until) as frees
      into used
      from gateway_calls where coalesce(ended_at, lease_until) > this_moment - p_window;

    if known.until is not null then frees := known.until;
    elsif used.calls >= p_limit then frees := used.frees;
    elsif p_priority = 'background' and used.background >= p_limit / 8 then
      if used.calls >= p_share then frees := used.frees;
      elsif used.background >= p_limit / 4 and used.just_now >= ceil(p_share / 60.0) then
        frees := this_moment + p_window / 240;
      end if;
    end if;
    if frees is not null then
      refused := 'wait';
      wait_ms := greatest(0, extract(epoch from frees - this_moment) * 1000);
      return;
    end if;

    update gateway_unflushed set takes = case when takes + 1 < p_limit / 20 then takes + 1 else 0 end
      returning takes into unflushed;
    if unflushed > 0 then perform set_config('synchronous_commit', 'off', true); end if;
    insert into gateway_calls (interface, priority, order_id, lease_until)
      values (p_interface, p_priority, p_order, this_moment + p_lease) returning id into call_id;
  end $$`,
]
