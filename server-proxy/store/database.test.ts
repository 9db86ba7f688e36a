import { expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { openDatabase } from './database.ts'

test('closing ends the connections, also those that only the pool has used', async () => {
  const database = await testDatabase()
  for (const uses of [
    ({ pool }: ReturnType<typeof openDatabase>) => pool.query('select 1'),
    ({ db }: ReturnType<typeof openDatabase>) => db.selectFrom('users').select('id').execute(),
    async () => {},
  ]) {
    const opened = openDatabase(database.config)
    await uses(opened)
    await opened.close()
    expect([opened.pool.ended, opened.pool.totalCount]).toEqual([true, 0])
  }
  await database.close()
})
