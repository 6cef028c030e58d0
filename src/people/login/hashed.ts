import { createHash } from 'node:crypto'
import type { DBAdapter, Where } from 'better-auth/types'

/** A session is found by the hash of its token; whoever reads the database cannot sign in with what it holds. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

// As the library has it.
// biome-ignore lint/suspicious/noExplicitAny: its own type
type Row = Record<string, any>

const hashedWhere = (where: Where[] = []): Where[] =>
  where.map((one) => {
    if (one.field !== 'token') return one
    const { value } = one
    return { ...one, value: Array.isArray(value) ? (value as string[]).map(hashOf) : hashOf(String(value)) }
  })

/** Rows have the token that was asked by, or none: the one in the database is of no use to anybody. */
function withToken<T>(row: T, where: Where[] = []): T {
  const asked = where.find((one) => one.field === 'token' && typeof one.value === 'string')?.value
  return row && typeof row === 'object' && 'token' in row
    ? { ...row, token: asked ?? (row as Row).token }
    : row
}

/** The same adapter, but the tokens of sessions are kept as hashes. */
export function hashingSessions(adapter: DBAdapter): DBAdapter {
  const only = <A extends { model: string; where?: Where[] }>(asked: A): A =>
    asked.model === 'session' ? { ...asked, where: hashedWhere(asked.where) } : asked
  return {
    ...adapter,
    create: async <T extends Row, R = T>(asked: { model: string; data: Omit<T, 'id'> }): Promise<R> => {
      if (asked.model !== 'session') return adapter.create<T, R>(asked)
      const { token } = asked.data as unknown as { token: string }
      const made = await adapter.create<T, R>({ ...asked, data: { ...asked.data, token: hashOf(token) } })
      return { ...made, token }
    },
    findOne: async (asked) => withToken(await adapter.findOne(only(asked)), asked.where) as never,
    findMany: (asked) => adapter.findMany(only(asked)),
    update: async (asked) => withToken(await adapter.update(only(asked)), asked.where) as never,
    updateMany: (asked) => adapter.updateMany(only(asked)),
    delete: (asked) => adapter.delete(only(asked)),
    deleteMany: (asked) => adapter.deleteMany(only(asked)),
    count: (asked) => adapter.count(only(asked)),
    consumeOne: async (asked) => withToken(await adapter.consumeOne(only(asked)), asked.where) as never,
    incrementOne: async (asked) => withToken(await adapter.incrementOne(only(asked)), asked.where) as never,
  }
}
