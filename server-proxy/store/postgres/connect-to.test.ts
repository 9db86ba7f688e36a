import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseUrl, type TestDatabase, testDatabase } from '../../testing/database.ts'
import { openDatabase } from '../database.ts'
import { watchDatabase } from '../watch-database.ts'
import { connectTo } from './connect-to.ts'
import { parseDatabaseUrl } from './database-address.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('finds the server that answers among several, and signs in there from a pool', async () => {
  const { hosts, user, password, database: name } = parseDatabaseUrl(databaseUrl(database.config))
  const [here] = hosts
  const place = `${encodeURIComponent(here?.host ?? '')}:${here?.port}`
  const login = `${user}:${encodeURIComponent(password ?? '')}`
  const connection = connectTo(`postgres://${login}@127.0.0.1:1,${place}/${name}`)
  await connection.choose?.()
  const said: string[] = []
  const note = (_details: object, message: string) => void said.push(message)
  const { pool, close } = openDatabase(connection)
  const watch = watchDatabase(connection, pool, { info: note, error: note })
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  expect(rows).toEqual([{ name }])
  await watch.stop()
  await close()
  expect(said).toEqual([])
})

test('logs once that the database is away, and once that it is back', async () => {
  const said: string[] = []
  const note = (_details: object, message: string) => void said.push(message)
  const closed = { host: '127.0.0.1', port: 1, connectionTimeoutMillis: 500 }
  const { pool, close } = openDatabase(closed)
  const connection = { ...closed }
  const watch = watchDatabase(connection, pool, { info: note, error: note })
  await expect.poll(() => said).toEqual(['the database is away'])
  // Several probes later.
  await new Promise((resolve) => setTimeout(resolve, 700))
  Object.assign(connection, database.config)
  await expect.poll(() => said).toEqual(['the database is away', 'the database is back'])
  await watch.stop()
  await close()
})
