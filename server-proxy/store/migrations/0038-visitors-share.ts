import { type Kysely, sql } from 'kysely'

/** Gives anonymous visitors their own share of the budget, in total and per address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // Hash of the visitor's address; null for staff and jobs.
  `alter table gateway_calls add column visitor text`,

  /*
   * Like 0012, which processes of an earlier version still call, with three more parameters. A visitor is
   * refused at once ('share') when the address or all visitors have used their share. Beyond an eighth of the
   * window visitors start only while it has at most p_share calls, so slots for staff stay free.
   */
  `create function gateway_take(
    p_interface text, p_priority text, p_order uuid, p_limit int, p_share int,
    p_window interval, p_lease interval, p_probe interval, p_visitor text, p_visitors int, p_each int,
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
           count(*) filter (where visitor is not null) as visitors,
           count(*) filter (where visitor = p_visitor) as of_visitor,
           count(*) filter (where priority = 'background' and started_at > this_moment - p_window / 60) as just_now,
           least(min(coalesce(ended_at, lease_until)) + p_window, known.lost_until) as frees
      into used
      from gateway_calls where coalesce(ended_at, lease_until) > this_moment - p_window;

    if known.until is not null then frees := known.until;
    elsif used.calls >= p_limit then frees := used.frees;
    elsif p_visitor is not null and (used.of_visitor >= p_each or used.visitors >= p_visitors
      or (used.visitors >= p_limit / 8 and used.calls >= p_share)) then
      refused := 'share';
      wait_ms := extract(epoch from p_window / 12) * 1000;
      return;
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
    insert into gateway_calls (interface, priority, order_id, lease_until, visitor)
      values (p_interface, p_priority, p_order, this_moment + p_lease, p_visitor) returning id into call_id;
  end $$`,
]
