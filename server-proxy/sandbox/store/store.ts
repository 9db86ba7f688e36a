import { chmodSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Member, NewTask, Order, Task } from './records.ts'

const VERSION = 2
const DURABLE = 'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full'
const TABLES = `
  create table if not exists members (member_id text primary key, mobile text unique not null, doc text not null);
  create table if not exists orders (
    temp_order_code text primary key, token text unique not null, member_id text not null,
    out_serial_no text unique not null, order_code text unique, doc text not null
  );
  create index if not exists orders_of_member on orders (member_id);
  create table if not exists policies (policy_code text primary key, temp_order_code text not null);
  create table if not exists tasks (
    id integer primary key autoincrement, due integer not null, kind text not null, temp_order_code text not null,
    data text not null
  );
  create index if not exists tasks_due on tasks (kind, due);
  create table if not exists nonces (nonce text primary key, at integer not null);
  create index if not exists nonces_at on nonces (at);
  create table if not exists list_tokens (token text primary key, member_id text not null, until integer not null);
  create table if not exists counters (name text primary key, value integer not null);
  create table if not exists settings (id integer primary key check (id = 1), doc text not null);
`
const NONCE_KEPT_MS = 15 * 60_000

/**
 * The platform's store: one SQLite file, written through (fsync) before any answer, and held by one process:
 * opening it twice throws.
 */
export class Store {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  #depth = 0

  constructor(file: string) {
    this.#db = new DatabaseSync(file, { timeout: 1_000 })
    if (file !== ':memory:') chmodSync(file, 0o600)
    this.#db.exec(DURABLE)
    this.transaction(() => {
      const version = this.#db.prepare('pragma user_version').get()?.['user_version']
      if (version !== VERSION) this.#forgetAll()
      this.#db.exec(`${TABLES} pragma user_version = ${VERSION}`)
      // The first write takes the exclusive lock.
      this.next('starts')
    })
  }

  /** A file of another version is replaced: its content is not worth a migration. */
  #forgetAll(): void {
    const tables = this.#db
      .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
      .all()
    for (const { name } of tables) this.#db.exec(`drop table "${String(name)}"`)
  }

  close(): void {
    this.#db.close()
  }

  /** Atomic; a nested transaction can fail alone. */
  transaction<Result>(work: () => Result): Result {
    const inner = this.#depth > 0 ? `inner_${this.#depth}` : null
    this.#db.exec(inner ? `savepoint ${inner}` : 'begin immediate')
    this.#depth++
    try {
      const result = work()
      this.#db.exec(inner ? `release ${inner}` : 'commit')
      return result
    } catch (error) {
      this.#db.exec(inner ? `rollback to ${inner}; release ${inner}` : 'rollback')
      throw error
    } finally {
      this.#depth--
    }
  }

  /** 1, 2, 3 … per name. */
  next(name: string): number {
    const row = this.#sql(
      'insert into counters values (?, 1) on conflict (name) do update set value = value + 1 returning value',
    ).get(name)
    return Number(row?.['value'])
  }

  /** False for a nonce seen before. */
  useNonce(nonce: string, at: number): boolean {
    this.#sql('delete from nonces where at < ?').run(at - NONCE_KEPT_MS)
    return this.#sql('insert or ignore into nonces values (?, ?)').run(nonce, at).changes === 1
  }

  knowsNonce(nonce: string): boolean {
    return this.#sql('select 1 from nonces where nonce = ?').get(nonce) !== undefined
  }

  member(by: 'member_id' | 'mobile', value: string): Member | null {
    return this.#doc(`select doc from members where ${by} = ?`, value)
  }

  members(): Member[] {
    return this.#docs('select doc from members order by rowid desc limit 100')
  }

  saveMember(member: Member): void {
    this.#sql(
      'insert into members values (?, ?, ?) on conflict (member_id) do update set doc = excluded.doc',
    ).run(member.memberId, member.mobile, JSON.stringify(member))
  }

  order(by: 'temp_order_code' | 'token' | 'order_code' | 'out_serial_no', value: string): Order | null {
    return this.#doc(`select doc from orders where ${by} = ?`, value)
  }

  orderOfPolicy(policyCode: string): Order | null {
    return this.#doc(
      'select doc from orders join policies using (temp_order_code) where policy_code = ?',
      policyCode,
    )
  }

  /** A member's confirmed orders, newest first. */
  ordersOf(memberId: string): Order[] {
    return this.#docs(
      'select doc from orders where member_id = ? and order_code is not null order by rowid desc limit 200',
      memberId,
    )
  }

  /** The newest orders and pre-orders of all members. */
  orders(limit: number): Order[] {
    return this.#docs('select doc from orders order by rowid desc limit ?', limit)
  }

  saveOrder(order: Order): void {
    this.#sql(
      `insert into orders values (?, ?, ?, ?, ?, ?) on conflict (temp_order_code)
       do update set order_code = excluded.order_code, doc = excluded.doc`,
    ).run(
      order.tempOrderCode,
      order.token,
      order.memberId,
      order.outSerialNo,
      order.orderCode,
      JSON.stringify(order),
    )
    for (const { policyCode } of order.policies)
      this.#sql('insert or ignore into policies values (?, ?)').run(policyCode, order.tempOrderCode)
  }

  addTask({ due, kind, tempOrderCode, data }: NewTask): void {
    this.#sql('insert into tasks (due, kind, temp_order_code, data) values (?, ?, ?, ?)').run(
      due,
      kind,
      tempOrderCode,
      JSON.stringify(data),
    )
  }

  /** Due state changes in order. */
  dueChanges(now: number): Task[] {
    return this.#tasks("kind <> 'notify' and due <= ? order by due, id limit 500", now)
  }

  /** Due notifications in order. */
  dueNotifications(now: number, limit: number): Task[] {
    return this.#tasks("kind = 'notify' and due <= ? order by due, id limit ?", now, limit)
  }

  /** Waiting tasks, soonest first. */
  waitingTasks(limit: number): Task[] {
    return this.#tasks('1 order by due, id limit ?', limit)
  }

  /** Makes every waiting task due at `at`. */
  hurryTasks(at: number): number {
    return Number(this.#sql('update tasks set due = ? where due > ?').run(at, at).changes)
  }

  endTask(id: number): void {
    this.#sql('delete from tasks where id = ?').run(id)
  }

  putOffTask(id: number, due: number, data: Task['data']): void {
    this.#sql('update tasks set due = ?, data = ? where id = ?').run(due, JSON.stringify(data), id)
  }

  addListToken(token: string, memberId: string, until: number): void {
    this.#sql('insert into list_tokens values (?, ?, ?)').run(token, memberId, until)
  }

  memberOfListToken(token: string, now: number): string | null {
    this.#sql('delete from list_tokens where until < ?').run(now)
    const row = this.#sql('select member_id from list_tokens where token = ?').get(token)
    return row ? String(row['member_id']) : null
  }

  settings(): object {
    return this.#doc<object>('select doc from settings where id = ?', 1) ?? {}
  }

  saveSettings(settings: object): void {
    this.#sql('insert into settings values (1, ?) on conflict (id) do update set doc = excluded.doc').run(
      JSON.stringify(settings),
    )
  }

  #sql(text: string): StatementSync {
    const known = this.#statements.get(text) ?? this.#db.prepare(text)
    this.#statements.set(text, known)
    return known
  }

  #tasks(where: string, ...values: SQLInputValue[]): Task[] {
    const rows = this.#sql(
      `select id, due, kind, temp_order_code as tempOrderCode, data from tasks where ${where}`,
    ).all(...values)
    return rows.map((row) => ({ ...row, data: JSON.parse(String(row['data'])) as unknown }) as Task)
  }

  #doc<Doc>(text: string, ...values: SQLInputValue[]): Doc | null {
    return this.#docs<Doc>(text, ...values)[0] ?? null
  }

  #docs<Doc>(text: string, ...values: SQLInputValue[]): Doc[] {
    return this.#sql(text)
      .all(...values)
      .map((row) => JSON.parse(String(row['doc'])) as Doc)
  }
}
