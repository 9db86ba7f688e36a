import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import earlier from './earlier-migrations.json' with { type: 'json' }
import { migrate, migrateOnly } from './migrate.ts'
import { migrations } from './migrations.ts'

const names = new Set(Object.keys(migrations))

const empty = ({ pool }: TestDatabase) => pool.query('drop schema public cascade; create schema public')
async function emptied(): Promise<TestDatabase> {
  const database = await testDatabase()
  await empty(database)
  return database
}

/** Columns, indices, constraints and triggers, unordered. */
async function schemaOf({ db }: TestDatabase): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, generation_expression) as line
    from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`.execute(db)
  return rows.map(({ line }) => line).toSorted()
}

test('migrations are append-only: today’s list contains every earlier one', () => {
  expect(earlier.length).toBeGreaterThan(20)
  expect(earlier.flat().filter((name) => !names.has(name))).toEqual([])
})

test('every file of a migration is in the list, and the highest number is the last', async () => {
  const files = await readdir(new URL('./migrations/', import.meta.url))
  expect(files.filter((name) => name.endsWith('.ts')).toSorted()).toEqual(
    [...names].map((name) => `${name}.ts`),
  )
})

/** Lists in this clone's history; none without git, few in a shallow clone. */
function listsInHistory(): string[][] {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  try {
    return git('log', '--format=%H', '--', 'migrations.ts')
      .split('\n')
      .filter(Boolean)
      .map((commit) =>
        [...git('show', `${commit}:./migrations.ts`).matchAll(/^ {2}'(\d{4}-[a-z0-9-]+)':/gm)].map(
          ([, name = '']) => name,
        ),
      )
  } catch {
    return []
  }
}

test('no commit of this clone’s history has a migration that is missing today', () => {
  expect([...new Set(listsInHistory().flat())].filter((name) => !names.has(name))).toEqual([])
})

/** Ordered lists are states of a new database anyway. */
const isUnordered = (list: string[]) => list.join() !== [...names].toSorted().slice(0, list.length).join()

test('a database of any earlier list becomes equal to a new one', async () => {
  const database = await emptied()
  await migrate(database.db)
  const wanted = await schemaOf(database)
  for (const list of earlier.filter(isUnordered)) {
    await empty(database)
    await migrateOnly(database.db, list)
    await migrate(database.db)
    expect(await schemaOf(database), `from ${list.at(-1)}`).toEqual(wanted)
  }
  await database.close()
})

test('refuses a database of a newer version and says what to do', async () => {
  const database = await testDatabase()
  await database.pool.query(`insert into kysely_migration values ('9999-later', '2099-01-01')`)
  await expect(migrate(database.db)).rejects.toThrow(/9999-later.*start that one, or restore a backup/)
  await database.close()
})

test('a failed migration is named, changes nothing, and says what to do', async () => {
  const database = await emptied()
  await migrateOnly(database.db, ['0001-first-sale'])
  // Conflicts with 0002.
  await database.pool.query('create table purchases (id int)')
  await expect(migrate(database.db)).rejects.toThrow(/migration 0002-purchase: .*nothing was changed.*start/)
  const { rows } = await database.pool.query('select name from kysely_migration')
  expect(rows).toEqual([{ name: '0001-first-sale' }])
  await database.close()
})
