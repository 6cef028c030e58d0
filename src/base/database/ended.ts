import type pg from 'pg'

/**
 * Keeps a connection out of the pool that the server has ended. It says so in its answer, and the socket closes
 * a moment later: given back in between, whoever asks next would be refused as well.
 */
export function leaveWhenEnded(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown
  const watched = (...asked: unknown[]) => {
    const answer = query(...asked)
    if (answer instanceof Promise)
      answer.catch((error: { severity?: string }) => {
        if (error.severity === 'FATAL') void client.end().catch(() => undefined)
      })
    return answer
  }
  client.query = watched as typeof client.query
}
