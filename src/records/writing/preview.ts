import { t } from '../../base/i18n/t.ts'
import { today } from '../../base/today.ts'
import type { Viewer } from '../../base/viewer.ts'
import { checkAnswers } from '../../instruments/answers.ts'
import type { Content } from '../interchange.ts'
import type { RecordVersion } from '../reading.ts'
import { viewOfRecord } from '../viewing.ts'
import type { RecordView } from '../views/RecordPage.tsx'
import { asCredits } from './contributors.ts'
import { draftFor } from './drafts.ts'
import { type Whole, wholeOf } from './manuscript.ts'

export interface Preview {
  manuscript: Whole
  view: RecordView
}

/** A draft as its record will be read: what fits its questions and applies. */
export async function previewOf(viewer: Viewer, ref: string, read?: string): Promise<Preview> {
  const manuscript = await wholeOf(await draftFor(viewer, ref), viewer)
  return { manuscript, view: await viewOfManuscript(viewer, manuscript, read) }
}

export const viewOfManuscript = (viewer: Viewer, manuscript: Whole, read?: string): Promise<RecordView> =>
  viewOfRecord(viewer, asRecord(manuscript), read, manuscript)

function asRecord({ draft, content, contributors }: Whole): RecordVersion {
  const nothing = { original: draft.lang, texts: { [draft.lang]: t('writing.untitled') } }
  const { contributors: _, edition, ...rest } = content
  const { good } = checkAnswers(draft.definition, content.answers)
  const number = (draft.record?.basis ?? 0) + 1
  return {
    thing: draft.id,
    ref: draft.ref,
    kind: draft.definition.makes as RecordVersion['kind'],
    instrument: draft.instrument,
    editionId: draft.editionId,
    edition,
    state: 'published',
    reviewed: false,
    mine: false,
    credited: false,
    marks: { looked: today() },
    broken: [],
    access: { to: 'everyone' },
    origin: '',
    number,
    newest: number,
    published: today(),
    minor: false,
    content: {
      ...rest,
      title: content.title ?? nothing,
      summary: content.summary ?? nothing,
      knowledge: content.knowledge ?? draft.definition.knowledge ?? 'experience',
      licence: content.licence ?? '',
      answers: good as Content['answers'],
    } as RecordVersion['content'],
    credits: asCredits(contributors),
  }
}
