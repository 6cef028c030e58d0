import { audit } from '../../base/audit.ts'
import { atomically } from '../../base/database/database.ts'
import { mostSent, translateByMachine, translationService } from '../../base/machine/translation.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { refuseToSend } from './leaving-the-house.ts'
import type { TranslatedText } from './texts.ts'
import { longestTranslation, translatingOf } from './translations.ts'

/** What the service made of texts; nothing of it is kept. */
export interface Proposals {
  /** By path. */
  words: Map<string, string>
  /** Of which it lost a mark, an address or a placeholder: nothing is proposed. */
  lost: string[]
  /** So many were too much for one time. */
  left: number
}

/**
 * Has the service propose words for texts of one page of a record: for that at `path` or, without one, for
 * each that nobody has said yet and that is not among `typed`. Refuses a record that is not open to everyone,
 * what is too long, and what `translateByMachine` refuses.
 */
export async function proposeByMachine(
  viewer: Viewer,
  ref: string,
  lang: string,
  { page, path, typed = new Set() }: { page: number; path?: string; typed?: Set<string> },
): Promise<Proposals> {
  const by = personOf(viewer)
  const { record, texts } = await translatingOf(viewer, ref, lang, page)
  await refuseToSend(record)
  if (lang === record.content.title.original) refuse('invalid', 'people.noLanguage')
  const wanted = texts.filter(
    (one) => !one.own && (path === undefined ? !one.words && !typed.has(one.path) : one.path === path),
  )
  if (wanted.length === 0) refuse('invalid', 'records.machineNothing')
  const sent = asMuch(wanted)
  if (sent.length === 0) refuse('invalid', 'base.machineLong', { most: mostSent })
  await atomically(() =>
    audit(viewer, 'translation.proposed', record.thing, {
      lang,
      texts: sent.length,
      service: translationService(),
    }),
  )
  const words = new Map<string, string>()
  for (const [from, some] of Map.groupBy(sent, (one) => one.from)) {
    const made = await translateByMachine(
      some.map(({ source }) => source),
      { from, to: lang, by },
    )
    for (const [i, one] of made.entries())
      if (one !== undefined && one.length <= longestTranslation) words.set(some[i]!.path, one)
  }
  return {
    words,
    lost: sent.flatMap(({ path }) => (words.has(path) ? [] : path)),
    left: wanted.length - sent.length,
  }
}

/** The first of them that are not too much together; what is too long by itself waits for a person. */
function asMuch(texts: TranslatedText[]): TranslatedText[] {
  let letters = 0
  return texts.filter(({ source }) => {
    if (letters + source.length > mostSent) return false
    letters += source.length
    return true
  })
}
