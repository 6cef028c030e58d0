import { sql } from 'kysely'
import { firstWords } from '../../base/first-words.ts'
import type { Lang } from '../../base/text.ts'
import type { LineageStep, LineageTie } from '../../base/things/lineage.ts'
import { url } from '../../ui/url.ts'

/** What came of a record somewhere. */
export const useStep: LineageStep = {
  kind: 'use',
  stage: 'use',
  told: sql`(select jsonb_build_object('lang', note ->> 'original', 'words', left(note #>> array['texts', note ->> 'original'], 100)) from use where use.thing = at.id and withdrawn is null and hidden is null)`,
  drawn: (ref, { lang, words }: { lang: Lang; words: string }) => ({
    title: { original: lang, texts: { [lang]: firstWords(words, 99) } },
    href: url`/uses/${ref}`,
  }),
}

export const useTie: LineageTie = {
  from: sql`select use.record as id from use where use.thing = walk.id`,
  to: sql`select use.thing as id from use where use.record = walk.id and withdrawn is null and hidden is null order by use.thing desc limit 20`,
}
