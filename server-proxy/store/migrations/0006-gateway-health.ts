import { type Kysely, sql } from 'kysely'

/** Budget, back-off and circuits of all processes follow from the call log, each in one query. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table gateway_calls add column skew_ms int`,
  `create index on gateway_calls (interface, id desc)`,
  `create index on gateway_calls (started_at)`,

  // The back-off after the platform's 0002, shared by all; a strike is a call that began after the previous
  // back-off.
  `create table gateway_backoff (
    id boolean primary key default true check (id),
    until timestamptz not null default '-infinity',
    strikes int not null default 0
  )`,
  `insert into gateway_backoff default values`,

  // The outcomes of an interface's last five answered attempts within two minutes: five failures open its
  // circuit.
  `create function gateway_circuit(p_interface text, out failures bigint, out last_ended timestamptz)
  language sql stable as $$
    select count(*) filter (where outcome in ('timeout', 'connection', 'http-status', 'not-json')), max(ended_at)
    from (
      select outcome, ended_at from gateway_calls
      where interface = p_interface and ended_at is not null
      order by id desc limit 5
    ) newest
    where ended_at > clock_timestamp() - interval '2 minutes'
  $$`,

  /*
   * Takes a slot, or returns why not: 'open' (circuit) or 'wait' (window or back-off), and how long.
   * Background work starts only while the window has at most p_share calls of any kind, and evenly beyond a
   * quarter of the window, so slots for screens free steadily. An eighth of the window is reserved for it.
   * Volatile and under a lock, so each statement sees the writes of the previous holder.
   */
  `create function gateway_take(
    p_interface text, p_priority text, p_order uuid, p_limit int, p_share int,
    p_window interval, p_lease interval, p_probe interval,
    out call_id bigint, out refused text, out wait_ms float8
  ) language plpgsql as $$
  declare
    this_moment timestamptz;
    circuit record;
    used record;
    frees timestamptz;
  begin
    perform pg_advisory_xact_lock(400060);
    this_moment := clock_timestamp();

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

    select count(*) as calls,
           count(*) filter (where priority = 'background') as background,
           count(*) filter (where priority = 'background' and started_at > this_moment - p_window / 60) as just_now,
           min(coalesce(ended_at, lease_until)) as oldest
      into used
      from gateway_calls where coalesce(ended_at, lease_until) > this_moment - p_window;
    select b.until into frees from gateway_backoff b where b.until > this_moment;

    if frees is not null then null;
    elsif used.calls >= p_limit then frees := used.oldest + p_window;
    elsif p_priority = 'background' and used.background >= p_limit / 8 then
      if used.calls >= p_share then frees := used.oldest + p_window;
      elsif used.background >= p_limit / 4 and used.just_now >= ceil(p_share / 60.0) then
        frees := this_moment + p_window / 240;
      end if;
    end if;
    if frees is not null then
      refused := 'wait';
      wait_ms := greatest(0, extract(epoch from frees - this_moment) * 1000);
      return;
    end if;

    insert into gateway_calls (interface, priority, order_id, lease_until)
      values (p_interface, p_priority, p_order, this_moment + p_lease) returning id into call_id;
  end $$`,

  // Losing this write is harmless, because the lease frees the slot: it does not wait for the disk.
  `create function gateway_release(p_id bigint, p_outcome text, p_status int, p_skew int) returns void
  language plpgsql as $$
  declare
    began timestamptz;
  begin
    perform set_config('synchronous_commit', 'off', true);
    update gateway_calls
      set ended_at = clock_timestamp(), outcome = p_outcome, http_status = p_status, skew_ms = p_skew
      where id = p_id returning started_at into began;
    if p_outcome = '0002' then
      update gateway_backoff set
        strikes = strikes + 1,
        until = clock_timestamp() + least(30, 1.5 * 2 ^ least(strikes, 5)) * interval '1 second'
        where until < began;
    elsif p_outcome = '0000' then
      update gateway_backoff set strikes = 0 where strikes > 0 and until < began;
    end if;
  end $$`,
]
