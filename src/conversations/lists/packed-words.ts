/** A file that stood among the words, as mail programs packed it before there were attachments. */
export interface Unpacked {
  words: string
  files: { name: string; content: Buffer }[]
}

const block = /^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,90}\n)+?)(?:[` ]?\n)?end[ \t]*$/gm

/** Takes files packed by uuencode (IEEE Std 1003.1) out of words; what only looks like one stays. */
export function unpackWords(words: string): Unpacked {
  const files: Unpacked['files'] = []
  const left = words.replace(/\r\n/g, '\n').replace(block, (_, name: string, lines: string) => {
    files.push({ name: name.trim(), content: Buffer.concat(lines.split('\n').map(lineOf)) })
    return ''
  })
  return files.length > 0 ? { words: left, files } : { words, files }
}

/** The first sign of a line says how many bytes it holds; four signs are three bytes. */
function lineOf(line: string): Buffer {
  const value = (at: number): number => ((line.charCodeAt(at) || 32) - 32) & 63
  const bytes: number[] = []
  for (let at = 1; at < line.length; at += 4) {
    const four = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3)
    bytes.push((four >> 16) & 255, (four >> 8) & 255, four & 255)
  }
  return Buffer.from(bytes.slice(0, line ? value(0) : 0))
}
