import pg from 'pg'

/** A table with its schema, `public.thing`, and the columns that can be written. */
export interface Table {
  name: string
  columns: string[]
}

/** The name as SQL takes it. */
export const quoted = (name: string): string => name.split('.').map(pg.escapeIdentifier).join('.')

/** Nothing of PostgreSQL's own and nothing that an extension brought. */
const ours = (catalogue: string, schema: string, oid: string) =>
  `${schema} !~ '^pg_' and ${schema} <> 'information_schema' and not exists (
    select from pg_depend where classid = '${catalogue}'::regclass and objid = ${oid} and deptype = 'e')`

/** Every table, the largest first; one in partitions stands for all of them. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select nspname || '.' || relname as name, array(
      select attname::text from pg_attribute
      where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p') and not relispartition and relpersistence <> 't' and ${ours('pg_class', 'nspname', 'c.oid')}
    order by pg_total_relation_size(c.oid) desc, name`)
  return rows
}

/** Every sequence, with the table it belongs to where it belongs to one. */
export async function sequencesOf(client: pg.Client): Promise<{ name: string; table: string | null }[]> {
  const { rows } = await client.query<{ name: string; table: string | null }>(`
    select nspname || '.' || relname as name, (
      select tn.nspname || '.' || t.relname from pg_depend d
      join pg_class t on t.oid = d.refobjid join pg_namespace tn on tn.oid = t.relnamespace
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    ) as table
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'S' and ${ours('pg_class', 'nspname', 'c.oid')} order by name`)
  return rows
}

/** A foreign key, of the tables as `tablesOf` names them: rows of `child` need rows of `parent`. */
export interface ForeignKey {
  name: string
  child: string
  parent: string
  deferrable: boolean
}

export async function foreignKeysOf(client: pg.Client): Promise<ForeignKey[]> {
  const whole = (column: string) =>
    `(select nspname || '.' || relname from pg_class join pg_namespace n on n.oid = relnamespace
      where pg_class.oid = coalesce(pg_partition_root(${column}), ${column}))`
  const { rows } = await client.query<ForeignKey>(`
    select conname as name, ${whole('conrelid')} as child, ${whole('confrelid')} as parent, condeferrable as deferrable
    from pg_constraint where contype = 'f' and conparentid = 0 order by 2, 1`)
  return rows
}

/** The triggers of the house's own making that are on, each with its table. */
export async function triggersOf(client: pg.Client): Promise<{ name: string; table: string }[]> {
  const { rows } = await client.query<{ name: string; table: string }>(`
    select tgname as name, nspname || '.' || relname as table
    from pg_trigger join pg_class c on c.oid = tgrelid join pg_namespace n on n.oid = relnamespace
    where not tgisinternal and tgenabled = 'O' and tgparentid = 0 and ${ours('pg_class', 'nspname', 'c.oid')}
    order by 2, 1`)
  return rows
}

/** Takes away everything the database holds but its extensions, in the transaction the connection is in. */
export async function dropEverything(client: pg.Client): Promise<void> {
  const here = (column: string) => `${column} = 'public'::regnamespace`
  // In this order: with a table go its sequences and whatever else hangs on it.
  const { rows } = await client.query<{ drop: string }>(`
    select format('drop schema %I cascade', nspname) as drop, 1 as place from pg_namespace n
    where nspname <> 'public' and ${ours('pg_namespace', 'nspname', 'n.oid')}
    union all select format('drop %s if exists public.%I cascade', case relkind
      when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, relname),
      case relkind when 'S' then 3 else 2 end
    from pg_class c where ${here('relnamespace')} and relkind in ('r', 'p', 'v', 'm', 'S') and ${ours('pg_class', `'public'`, 'c.oid')}
    union all select format('drop routine if exists %s cascade', p.oid::regprocedure), 4
    from pg_proc p where ${here('pronamespace')} and ${ours('pg_proc', `'public'`, 'p.oid')}
    union all select format('drop type if exists public.%I cascade', typname), 5
    from pg_type t where ${here('typnamespace')} and typtype in ('e', 'd') and ${ours('pg_type', `'public'`, 't.oid')}
    order by place`)
  for (const { drop } of rows) await client.query(drop)
}
