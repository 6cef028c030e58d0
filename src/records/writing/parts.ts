import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type FileUse, filesAsked, filesFound } from '../../base/files/uses.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { type ReadBack, readBackAsked } from '../consent/checking.ts'
import type { Content } from '../interchange.ts'
import { recordFor } from '../reading.ts'
import { type Story, storyAsked } from '../telling/choices.ts'
import { spokenAsked } from '../telling/recordings.ts'
import { type Quoted, quotedAsked } from '../write-up/checking.ts'
import { type Clash, clashRows } from './clashes.ts'
import { contributorRows, type DraftContributor } from './contributors.ts'
import type { Draft } from './drafts.ts'
import type { StandingAnswer } from './standing.ts'

/** What a draft consists of. */
export interface Parts {
  standing: Map<string, StandingAnswer>
  contributors: DraftContributor[]
  clashes: Clash[]
  /** The files that its answers may name: its own, and those of the record it is to change. */
  files: FileUse[]
  readBack: ReadBack
  /** The slots that are answered by voice. */
  spoken: string[]
  /** What whoever tells it wishes, where it is a story that is told. */
  story: Story | null
  /** The passages of conversations that it quotes; null where it quotes none. */
  quoted: Quoted | null
  /** The newest version of that record. */
  basis?: { number: number; content: Omit<Content, 'contributors'> }
}

interface Row {
  answers: StandingAnswer[]
  contributors: DraftContributor[]
  clashes: Clash[]
  files: Parameters<typeof filesFound>[0]
  readBack: ReadBack
  spoken: string[]
  story: Story | null
  quoted: Quoted | null
  basis: Parts['basis'] | null
}

/**
 * Everything that a draft consists of, in one query; who may see it was asked by whoever found it. `basisFor`
 * is who may see the version that it changes, with the refusals of `recordFor`.
 */
export async function partsOf(basisFor: Viewer, { id, record }: Draft): Promise<Parts> {
  const { rows } = await sql<Row>`
    select (select coalesce(json_agg(json_build_object('path', path, 'value', value, 'revision', revision, 'by', by, 'page', page)), '[]')
        from draft_answer where draft = ${id}) as answers,
      (select coalesce(json_agg(one), '[]') from (${contributorRows(id)}) as own (one)) as contributors,
      (select coalesce(json_agg(one), '[]') from (${clashRows(id)}) as one) as clashes,
      ${filesAsked(...(record ? [record.thing, id] : [id]))} as files, ${readBackAsked(id)} as "readBack",
      ${spokenAsked(...(record ? [record.thing, id] : [id]))} as spoken, ${storyAsked(id, 0)} as story, ${quotedAsked(id)} as quoted,
      (select json_build_object('number', version.number, 'content', version.content)
        from record join thing on thing.id = record.thing join version on version.id = record.current
        where record.thing = ${record?.thing ?? null}::bigint and thing.state = 'published' and ${visibleTo(basisFor)}) as basis`.execute(
    db(),
  )
  const { answers, contributors, clashes, files, readBack, spoken, story, quoted, basis } = rows[0]!
  if (record && !basis) await recordFor(basisFor, record.ref)
  return {
    standing: new Map(answers.map((one) => [one.path, one])),
    contributors,
    clashes,
    files: filesFound(files),
    readBack,
    spoken,
    story,
    quoted,
    ...(basis && { basis }),
  }
}
