import { type FileHandle, open } from 'node:fs/promises'

const block = 65_536

/** A file that is read here and there, a part at a time, and written over in place: it never grows or shrinks. */
export class Bytes {
  readonly size: number
  readonly #file: FileHandle
  #at = 0
  #held = Buffer.alloc(0)

  private constructor(file: FileHandle, size: number) {
    this.#file = file
    this.size = size
  }

  static async within<T>(path: string, work: (bytes: Bytes) => Promise<T>): Promise<T> {
    const file = await open(path, 'r+')
    try {
      return await work(new Bytes(file, (await file.stat()).size))
    } finally {
      await file.close()
    }
  }

  /** So many bytes from there on, as far as there are any. */
  async read(at: number, length: number): Promise<Buffer> {
    const [from, to] = [at - this.#at, at - this.#at + length]
    if (from >= 0 && to <= this.#held.length) return this.#held.subarray(from, to)
    const wanted = Math.max(0, Math.min(Math.max(length, block), this.size - at))
    const held = Buffer.alloc(wanted)
    const { bytesRead } = await this.#file.read(held, 0, wanted, at)
    this.#at = at
    this.#held = held.subarray(0, bytesRead)
    return this.#held.subarray(0, length)
  }

  async write(at: number, bytes: Uint8Array): Promise<void> {
    await this.#file.write(bytes, 0, bytes.length, at)
    this.#held = Buffer.alloc(0)
  }

  /** Writes nothing but zeros from one place to another. */
  async blank(from: number, to: number): Promise<void> {
    const zeros = Buffer.alloc(Math.min(block, Math.max(0, to - from)))
    for (let at = from; at < to; at += zeros.length)
      await this.write(at, zeros.subarray(0, Math.min(zeros.length, to - at)))
  }
}

/** So many parts of a recording are looked at: ten hours of sound has fewer. */
export const mostParts = 2_000_000
