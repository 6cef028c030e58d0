/**
 * French sets a space before `: ; ! ? »` and after `«`, at which no line may break. Where one typed a
 * plain space, the page draws one that holds.
 */
export const heldTogether = (lang: string, text: string): string =>
  lang.split('-')[0] === 'fr' ? text.replace(/ (?=[:;!?»])/g, '\u00a0').replace(/« /g, '«\u00a0') : text
