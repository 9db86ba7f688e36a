import { DatabaseSync } from 'node:sqlite'

export type SandboxPerson = {
  name: string
  cardType: string
  cardNo: string
  birthday: string
  gender: string
  mobile: string
  email: string
  relation: string
}

export type SandboxPolicy = { policyCode: string; insuredName: string; place: number; label: string }

/** A pre-order, and after the customer confirmed it (orderCode is set) the order it became. */
export type SandboxOrder = {
  tempOrderCode: string
  /** Opens the pages: nobody guesses it. */
  token: string
  memberId: string
  outSerialNo: string
  payType: number
  productCode: string
  productName: string
  deliverNotifyUrl: string
  returnNotifyUrl: string
  refundNotifyUrl: string
  returnPage: string
  planCode: string
  startDate: string
  endDate: string
  holder: SandboxPerson | null
  insured: SandboxPerson[]
  orderCode: string | null
  createTime: string
  label: string
  /** Fen. */
  amount: number
  policies: SandboxPolicy[]
  invoiceStatus: number
  invoice: { type: number; title: string; taxpayerNo: string } | null
}

export type Member = { memberId: string; mobile: string; company: string }

/** Something due later: a change of state, or a notification to deliver. */
export type Task = {
  id: number
  due: number
  kind: 'issue' | 'surrendered' | 'refunded' | 'invoiced' | 'notify'
  tempOrderCode: string
  data: { url?: string; policyCode?: string; tries?: number; success?: boolean; policyCodes?: string[] }
}

const TABLES = `
  pragma journal_mode = wal; pragma synchronous = full;
  create table if not exists members (member_id text primary key, mobile text unique, doc text not null);
  create table if not exists orders (
    temp_order_code text primary key, token text unique, member_id text, out_serial_no text unique,
    order_code text unique, doc text not null
  );
  create table if not exists policies (policy_code text primary key, temp_order_code text not null);
  create table if not exists tasks (
    id integer primary key autoincrement, due integer not null, kind text not null, temp_order_code text not null,
    data text not null
  );
  create table if not exists nonces (nonce text primary key, at integer not null);
  create table if not exists counters (name text primary key, value integer not null);
`

/** The platform's memory: one SQLite file, written through before anything is answered. */
export class SandboxStore {
  readonly #db: DatabaseSync

  constructor(file: string) {
    this.#db = new DatabaseSync(file)
    this.#db.exec(TABLES)
  }

  close(): void {
    this.#db.close()
  }

  /** All or nothing. */
  transaction<Result>(work: () => Result): Result {
    this.#db.exec('begin immediate')
    try {
      const result = work()
      this.#db.exec('commit')
      return result
    } catch (error) {
      this.#db.exec('rollback')
      throw error
    }
  }

  /** 1, 2, 3 … under a name. */
  next(name: string): number {
    const row = this.#db
      .prepare(
        'insert into counters values (?, 1) on conflict (name) do update set value = value + 1 returning value',
      )
      .get(name) as { value: number }
    return row.value
  }

  /** False where the nonce was seen before. */
  useNonce(nonce: string, at: number): boolean {
    this.#db.prepare('delete from nonces where at < ?').run(at - 600_000)
    return this.#db.prepare('insert or ignore into nonces values (?, ?)').run(nonce, at).changes === 1
  }

  memberByMobile(mobile: string): Member | null {
    return this.#doc('select doc from members where mobile = ?', mobile)
  }

  member(memberId: string): Member | null {
    return this.#doc('select doc from members where member_id = ?', memberId)
  }

  saveMember(member: Member): void {
    this.#db
      .prepare('insert into members values (?, ?, ?)')
      .run(member.memberId, member.mobile, JSON.stringify(member))
  }

  order(
    key: 'temp_order_code' | 'token' | 'order_code' | 'out_serial_no',
    value: string,
  ): SandboxOrder | null {
    return this.#doc(`select doc from orders where ${key} = ?`, value)
  }

  orderOfPolicy(policyCode: string): SandboxOrder | null {
    return this.#doc(
      'select doc from orders join policies using (temp_order_code) where policy_code = ?',
      policyCode,
    )
  }

  /** A member's confirmed orders, newest first. */
  ordersOf(memberId: string): SandboxOrder[] {
    const rows = this.#db
      .prepare(
        'select doc from orders where member_id = ? and order_code is not null order by rowid desc limit 200',
      )
      .all(memberId) as { doc: string }[]
    return rows.map((row) => JSON.parse(row.doc) as SandboxOrder)
  }

  saveOrder(order: SandboxOrder): void {
    this.#db
      .prepare(
        `insert into orders values (?, ?, ?, ?, ?, ?) on conflict (temp_order_code)
         do update set order_code = excluded.order_code, doc = excluded.doc`,
      )
      .run(
        order.tempOrderCode,
        order.token,
        order.memberId,
        order.outSerialNo,
        order.orderCode,
        JSON.stringify(order),
      )
    const keep = this.#db.prepare('insert or ignore into policies values (?, ?)')
    for (const policy of order.policies) keep.run(policy.policyCode, order.tempOrderCode)
  }

  addTask(due: number, kind: Task['kind'], tempOrderCode: string, data: Task['data'] = {}): void {
    this.#db
      .prepare('insert into tasks (due, kind, temp_order_code, data) values (?, ?, ?, ?)')
      .run(due, kind, tempOrderCode, JSON.stringify(data))
  }

  dueTasks(now: number): Task[] {
    const rows = this.#db
      .prepare(
        'select id, due, kind, temp_order_code as tempOrderCode, data from tasks where due <= ? order by due, id limit 100',
      )
      .all(now) as (Omit<Task, 'data'> & { data: string })[]
    return rows.map((row) => ({ ...row, data: JSON.parse(row.data) as Task['data'] }))
  }

  endTask(id: number): void {
    this.#db.prepare('delete from tasks where id = ?').run(id)
  }

  #doc<Doc>(query: string, value: string): Doc | null {
    const row = this.#db.prepare(query).get(value) as { doc: string } | undefined
    return row ? (JSON.parse(row.doc) as Doc) : null
  }
}
