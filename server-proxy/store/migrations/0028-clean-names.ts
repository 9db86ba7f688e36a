import { type Kysely, sql } from 'kysely'

/** Searchable names are clean from now on; older ones get the same dot and lose the same blanks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(STATEMENT).execute(db)
}

const STATEMENT = `update order_people
  set name = regexp_replace(
    regexp_replace(name, '[ 　]*[·•・‧∙⋅･][ 　]*', '·', 'g'),
    '(?<=[一-鿿])[ 　]+(?=[一-鿿])', '', 'g')
  where name ~ '[•・‧∙⋅･]|[ 　]·|·[ 　]|[一-鿿][ 　]+[一-鿿]'`
