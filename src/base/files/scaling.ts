import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Size, scaledTo, type Width, widths } from './pictures.ts'
import { keyOf, store } from './store.ts'

/** The widths worth having of a picture: none that is wider than it, but always one. */
export const widthsOf = ({ width }: Pick<Size, 'width'>): Width[] =>
  widths.filter((one, i) => i === 0 || one < width || widths[i - 1]! < width)

const making = new Map<string, Promise<string>>()

/** The key of a picture scaled to this width: made when it is first asked for, and once by each process at most. */
export async function scaledKey(hash: string, width: Width): Promise<string> {
  const key = keyOf(hash, `${width}.webp`)
  let made = making.get(key)
  if (!made) making.set(key, (made = make(hash, width, key).finally(() => making.delete(key))))
  return made
}

async function make(hash: string, width: Width, key: string): Promise<string> {
  const { has, asFile, place, incoming } = await store()
  if (await has(key)) return key
  const path = join(incoming, `${randomUUID()}.webp`)
  await asFile(keyOf(hash), (original) => scaledTo(original, width, path))
  await place(path, key)
  return key
}

/** Makes all of them. */
export async function scaled({ hash, width }: { hash: string; width: number }): Promise<void> {
  for (const one of widthsOf({ width })) await scaledKey(hash, one)
}
