/**
 * Words without anybody's address or number, for readers it was not given to: of what was written to a list, quoted in
 * a mail, or is taken along to another instance.
 */
export function hideContacts(words: string): string {
  return words
    .replace(address, '…@…')
    .replace(spelled, (whole, before: string, local: string, sign: string) =>
      sign.trim() === 'at' && ordinary.has(local.toLowerCase()) ? whole : `${before}…@…`,
    )
    .replace(labelled, '$1…')
    .replace(called, '@…')
    .replace(numbers, '$1…')
}

/** Also as links write it. */
const address =
  /[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]{1,64}(?:@|%40|＠)(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{2,63}/gu

/** Archives write `x at y.org`, and careful people `x (at) y (dot) org`. */
const spelled =
  /(^|[\s<(["':])([\w.+%-]{1,64})( at | ?[([{<](?:at|@|arroba)[)\]}>] ?)(?:[\w-]{1,63}(?:\.| dot | ?[([{<](?:dot|punto|\.)[)\]}>] ?)){1,5}(?:[a-z]{2}|com|org|net|edu|gov|mil|int|info|biz|name|coop|africa|example)(?=[\s>)\]"',;:.!?]|$)/gim

/** What stands before “at some.site” and is no name: the site is what is meant. */
const ordinary = new Set(
  'archive archived are available code data docs download downloaded found here hosted information is it live located look me more one online out package page posted published see site source there version'.split(
    ' ',
  ),
)

/** A number that says what it is. */
const labelled =
  /((?<![\p{L}\p{N}])(?:tel|tél|téléphone|telephone|teléfono|telefone|telefon|phone|ph|fax|mobile|mob|cell|celular|móvil|telemóvel|whatsapp|handy|тел|телефон|факс|моб|هاتف|الهاتف|جوال|فاكس|واتساب)(?![\p{L}\p{N}])[^\p{L}\p{N}\n+(]{0,8})[+(]{0,2}\d(?:(?:[\s()./-]{0,3}|\n[> \t]{1,12})\d){5,14}/giu

/** As groups call whoever has no name there, and as links to them are written. */
const called = /(?<![\p{L}\p{N}])@\u2068?\+?\d{7,15}\u2069?(?![\p{L}\p{N}])|(?<=wa\.me\/)\+?\d{7,15}/gu

/** Numbers with the code of a country, and such as people write them within one; not what stands in columns or in an address of a page. */
const numbers =
  /(^|[^\p{L}\p{N}+./=_-])(?:(?:\+|00)[1-9](?:[ ().-]{0,2}\d){8,13}|0\d(?:[ .-]\d{2,3}){3,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\p{L}\p{N}])/gu
