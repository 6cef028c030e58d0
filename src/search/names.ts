import { tokens } from './tokens.ts'

/** A title longer than this is neither suggested nor asked for by name. */
const longest = 200

/** A title or a query as one asks for it by name: its words, without signs and accents. */
export const nameFor = (title: string): string =>
  tokens(title)
    .map((token) =>
      token.word
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC'),
    )
    .join(' ')
    .slice(0, longest)
