import { type Kysely, sql } from 'kysely'

/** Slots of the budget no longer wait for the disk; those that a server crash may have lost count as used. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // Slots taken since the last flushed one. Unlogged: a crash empties it, which reveals the crash.
  `create unlogged table gateway_unflushed (takes int not null)`,
  `insert into gateway_unflushed values (0)`,

  // Calls that a crash may have lost, and until when they count.
  `alter table gateway_backoff
    add column lost int not null default 0,
    add column lost_until timestamptz not null default '-infinity'`,

  /*
   * Like 0006, but only every twentieth part of the limit waits for the disk, which flushes everything before
   * it. A crash loses fewer slots than that. The first call afterwards finds the unlogged table empty and
   * counts them all as used, until the last of those calls is over and a window has passed.
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
