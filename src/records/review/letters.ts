import { inReach, t } from '../../base/i18n/t.ts'
import { yesNoAnswer } from '../../base/mail/in/answering.ts'
import { type Letter, writeTo } from '../../people/writing-to.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import type { Draft } from '../writing/drafts.ts'
import { nameOfDraft } from '../writing/naming.ts'

type Of = Pick<Draft, 'ref' | 'title' | 'lang' | 'definition' | 'writers'>

const reviewUrl = ({ ref }: Of): Url => url`/reviews/${ref}`

/** Somebody is asked to review; `days` is how long the request waits for them. */
export const writeAsked = (person: number, draft: Of, days: number): Promise<void> =>
  writeTo(person, () => {
    const title = nameOfDraft(draft)
    const questionnaire = inReach({ original: 'en', texts: draft.definition.title }).text
    return {
      subject: t('review.askedSubject', { title }),
      words: t('review.askedMail', { title, questionnaire, days, site: site().name }),
      to: reviewUrl(draft),
      answer: yesNoAnswer('review', [draft.ref]),
    }
  })

/** Nobody is blamed for having had no time. */
export const writeLate = (person: number, title: string): Promise<void> =>
  writeTo(person, () => ({
    subject: t('review.lateSubject', { title }),
    words: t('review.lateMail', { title }),
    to: url`/reviews`,
  }))

/** To all who write it, each in their language. */
async function writeToWriters(draft: Of, letter: () => Letter): Promise<void> {
  for (const { id } of draft.writers) await writeTo(id, letter)
}

export const writeAccepted = (draft: Of, name: string): Promise<void> =>
  writeToWriters(draft, () => {
    const title = nameOfDraft(draft)
    return {
      subject: t('review.acceptedSubject', { title }),
      words: t('review.acceptedMail', { name, title }),
      to: reviewUrl(draft),
    }
  })

export const writeChangesAsked = (draft: Of, name: string, words: string): Promise<void> =>
  writeToWriters(draft, () => {
    const title = nameOfDraft(draft)
    return {
      subject: t('review.changesSubject', { title }),
      words: t('review.changesMail', { name, title, words }),
      to: reviewUrl(draft),
    }
  })

export const writePublished = (draft: Of, record: string): Promise<void> =>
  writeToWriters(draft, () => {
    const title = nameOfDraft(draft)
    return {
      subject: t('review.publishedSubject', { title }),
      words: t('review.publishedMail', { title }),
      to: url`/records/${record}`,
    }
  })
