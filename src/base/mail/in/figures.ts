const zeros = [0x660, 0x6f0, 0x966, 0x9e6]

/** Numbers of other scripts as ours, and no marks that only turn the direction of writing. */
export const withOurFigures = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!
      const zero = zeros.find((one) => code >= one && code < one + 10)
      return zero === undefined ? digit : String(code - zero)
    })
