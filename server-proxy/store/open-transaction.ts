import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely, TransactionBuilder } from 'kysely'

const open = new AsyncLocalStorage<true>()

/** Marks the async context of everything that runs inside a transaction of `db`. */
export function markTransactions<DB>(db: Kysely<DB>): Kysely<DB> {
  const transaction = db.transaction.bind(db)
  db.transaction = () => marked(transaction())
  return db
}

function marked<DB>(builder: TransactionBuilder<DB>): TransactionBuilder<DB> {
  const execute = builder.execute.bind(builder)
  const setIsolationLevel = builder.setIsolationLevel.bind(builder)
  builder.execute = (work) => open.run(true, () => execute(work))
  builder.setIsolationLevel = (level) => marked(setIsolationLevel(level))
  return builder
}

/** A network call inside a transaction would hold a pool connection and row locks for an unknown time. */
export function assertNoTransaction(call: string): void {
  if (open.getStore()) throw new Error(`${call} is called inside a database transaction`)
}
