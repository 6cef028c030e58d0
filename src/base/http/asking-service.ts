/** A service that the operator has named did not answer, or not as it should; the message is for the log. */
export class ServiceFault extends Error {
  /** Of the answer, where there was one. */
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

/**
 * Posts JSON, or a form, to a service that the operator has named in a setting, and gives the JSON it answers. It may stand
 * at a private address, since no reader ever says where; a redirect would, and is not followed. `timeout`: in
 * milliseconds, for all of it; `most`: so many bytes of an answer are read. `ServiceFault` for whatever else.
 */
export async function askService(
  address: string,
  body: unknown,
  { timeout, most, headers }: { timeout: number; most: number; headers?: Record<string, string> },
): Promise<unknown> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        // The borders of a form's parts are named by whoever writes it.
        ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        accept: 'application/json',
        ...headers,
      },
      body: body instanceof FormData ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    })
    const words = await boundedText(answer, most)
    if (answer.status !== 200) throw new ServiceFault(words.slice(0, 300), answer.status)
    return asJson(words)
  } catch (error) {
    if (error instanceof ServiceFault) throw error
    throw new ServiceFault(error instanceof Error ? error.message : String(error))
  }
}

async function boundedText(answer: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length
    // Leaving the loop lets go of the line.
    if (bytes > most) throw new ServiceFault(`the answer is longer than ${most} bytes`, answer.status)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function asJson(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    throw new ServiceFault(`no JSON: ${words.slice(0, 100)}`, 200)
  }
}
