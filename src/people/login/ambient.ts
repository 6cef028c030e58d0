import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { db } from '../../base/database/database.ts'

/** Whatever it is asked goes to the ambient transaction, or outside one to the pool. */
const here: DatabaseConnection = {
  executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
    db().executeQuery(query) as Promise<QueryResult<R>>,
  streamQuery: () => {
    throw new Error('nothing is streamed here')
  },
}

const driver: Driver = {
  init: async () => undefined,
  acquireConnection: async () => here,
  beginTransaction: async () => undefined,
  commitTransaction: async () => undefined,
  rollbackTransaction: async () => undefined,
  releaseConnection: async () => undefined,
  destroy: async () => undefined,
}

const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (one) => new PostgresIntrospector(one),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}

/** For a library that wants a Kysely of its own: what it writes is part of our transaction. */
export const ambientKysely = <Tables>(): Kysely<Tables> => new Kysely<Tables>({ dialect })
