import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { firstWords } from '../../base/first-words.ts'
import { asReader, isInterfaceLanguage, reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { beginStory, tellingDefinition } from '../../records/telling/beginning.ts'
import { askedOfTeller } from '../../records/telling/story.ts'
import { plainWords } from '../../vocabularies/plain-words.ts'
import { checkedWords } from '../taking-up.ts'
import { mayReflect, type StoryOf } from './mentorship.ts'
import { moved } from './moving.ts'
import { logOf, mentorshipFor } from './reading.ts'

/**
 * Says what it was, at its end, and whether the story of the other may say one's name. It can be said otherwise at any
 * time: where the other began a story with that name they hear of it. Refuses what has not ended.
 */
export function reflect(
  viewer: Viewer,
  ref: string,
  { words, lang, mayName }: { words: string; lang: string; mayName: boolean },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    if (!mayReflect(one)) refuse('conflict', 'mentorship.notEnded')
    await checkedWords(viewer, { words, lang })
    const { mine, theirs } = await logOf(viewer, one, 1)
    await sql`
      insert into mentorship_reflection (mentorship, person, lang, words, may_name) values (${one.id}, ${me}, ${lang}, ${words}, ${mayName})
      on conflict (mentorship, person) do update set lang = excluded.lang, words = excluded.words, may_name = excluded.may_name, at = now()`.execute(
      db(),
    )
    if (mine?.mayName && !mayName && theirs?.begun) await moved(one.id, 'unnamed', me)
  })
}

/**
 * Begins a story with the viewer's own reflection and nothing of the other's. It says who the other is only where
 * they agreed to that. Refuses where nothing was said yet. Gives the draft, which nobody else sees; what there is already, be it told.
 */
export function beginStoryOf(viewer: Viewer, ref: string): Promise<StoryOf> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    const { mine, theirs } = await logOf(viewer, one, 1)
    if (!mine) return refuse('conflict', 'mentorship.reflectFirst')
    if (mine.story) return mine.story
    const name = theirs?.mayName && one.with ? one.with.name : undefined
    const { lang } = mine
    const said = { ...reader(), lang: isInterfaceLanguage(lang) ? lang : 'en' } as const
    const summary = asReader(said, () => summaryOf(one.mentors, name))
    const [first] = askedOfTeller(await tellingDefinition(viewer)).told
    const draft = await beginStory(viewer, {
      ...{
        lang,
        toldFor: false,
        title: firstWords(plainWords(mine.words).replace(/\s+/g, ' ').trim(), 80),
        summary,
      },
      ...(first && { said: { [first.slot]: mine.words } }),
    })
    await sql`
      update mentorship_reflection set story = (select id from thing where ref = ${draft}) where mentorship = ${one.id} and person = ${me}`.execute(
      db(),
    )
    return { ref: draft, told: false }
  })
}

function summaryOf(mentors: boolean, name: string | undefined): string {
  if (name) return mentors ? t('mentorship.storyOfMentor', { name }) : t('mentorship.storyOfMentee', { name })
  return mentors ? t('mentorship.storyOfMentorUnnamed') : t('mentorship.storyOfMenteeUnnamed')
}
