import { fileUrl, type Pictured, pictured } from '../base/files/address.ts'
import { type FileUse, filesOf } from '../base/files/uses.ts'
import { reader } from '../base/i18n/reader.ts'
import { label } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { type Labels, type Lang, pick } from '../base/text.ts'
import type { Card } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Answers, valuesOf } from '../instruments/answer.ts'
import type { Definition } from '../instruments/definition.ts'
import { definitionOf } from '../instruments/editions.ts'
import { answersIn, glance, namesIn, type Reading, readAnswers } from '../instruments/reading.ts'
import { type ReadKept, readKept } from '../instruments/reading-kept.ts'
import { trailOf } from '../places/lines.ts'
import { placesByCode } from '../places/places.ts'
import type { Level } from '../ui/parts/Levels.tsx'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { topicsByCode } from '../vocabularies/topics.ts'
import { around } from './around.ts'
import { citation } from './citing.ts'
import { brokenWords } from './freshness/names.ts'
import { cardsNamed, namesFor } from './naming.ts'
import { type RecordVersion, versionsOf } from './reading.ts'
import { toldParts } from './telling/parts.ts'
import { recordingsOf } from './telling/recordings.ts'
import { isTold } from './telling/story.ts'
import { reachable, withinReach, without } from './thinning.ts'
import type { RecordView } from './views/RecordPage.tsx'

/**
 * Everything a record's page shows, read in the language asked for (`?read=`), else the reader's if it
 * has that, else the one it was written in. A draft says which files it may name, and nothing stands around it yet.
 */
export async function viewOfRecord(
  viewer: Viewer,
  record: RecordVersion,
  read?: string,
  draft?: { files: FileUse[] },
): Promise<RecordView> {
  const { content } = record
  const whole = await readWhole(record, read)
  const { definition, named } = whole
  const [files, places, topics, recordings, near] = await Promise.all([
    draft ? draft.files : filesOf(record.thing),
    placesByCode(content.places),
    topicsByCode(content.topics),
    isTold(definition) ? recordingsOf(record.thing) : [],
    draft
      ? { linked: [], alike: [], named: await cardsNamed(viewer, named.records) }
      : around(viewer, record, { definition, content, refs: named.records }),
  ])
  const says = await sayable(record, whole, { files, places: [...places.values()], named: near.named })
  const told = isTold(definition) ? toldParts(definition, says.reading, recordings, whole.lang) : []
  return {
    ...says,
    ...(told.length && {
      told,
      reading: without(
        says.reading,
        told.map(({ slot }) => slot),
      ),
    }),
    levels: await levelsOf(record),
    topics: [...topics.values()],
    linked: near.linked,
    alike: near.alike,
  }
}

/** What a record says: all of its page but what stands around it. */
export type RecordSays = Omit<RecordView, 'levels' | 'topics' | 'linked' | 'alike' | 'told'>

/** The same of what the record itself says, to be taken along. */
export async function whatRecordSays(
  viewer: Viewer,
  record: RecordVersion,
  read?: string,
): Promise<RecordSays> {
  const whole = await readWhole(record, read)
  const [files, places, named] = await Promise.all([
    filesOf(record.thing),
    placesByCode(record.content.places),
    cardsNamed(viewer, whole.named.records),
  ])
  return sayable(record, whole, { files, places: [...places.values()], named })
}

interface Whole {
  lang: Lang
  definition: Definition
  reading: Reading
  earlier: ReadKept[]
  named: ReturnType<typeof namesIn>
}

async function readWhole(record: RecordVersion, read?: string): Promise<Whole> {
  const { title, answers, kept = [] } = record.content
  const lang = read && Object.hasOwn(title.texts, read) ? read : reader().lang
  const definition = await definitionOf(record.editionId)
  const reading = readAnswers(definition, answers, lang, title.original)
  const earlier = await readKept(record.instrument, kept, lang, title.original)
  return { lang, definition, reading, earlier, named: namesIn(reading, earlier) }
}

/** Without what its answers name and the reader may not see. */
async function sayable(
  record: RecordVersion,
  { lang, definition, reading, earlier, named: { places: codes } }: Whole,
  { files, places, named }: Pick<RecordView, 'files' | 'places'> & { named: Map<Ref, Card> },
): Promise<RecordSays> {
  const { title, summary, answers } = record.content
  const picture = pictureOf(definition, answers, files)
  const said = [definition.fills?.title, definition.fills?.summary, picture && definition.fills?.image]
  return {
    record,
    title: pick(title.texts, lang, title.original)!,
    summary: pick(summary.texts, lang, summary.original)!,
    reading: withinReach(without(reading, said), named),
    glance: glance(definition, answers, lang, title.original).flatMap((one) => reachable(one, named)),
    earlier: earlier.flatMap((one) => (reachable(one, named).length ? one : [])),
    names: {
      ...(await namesFor(codes, named, lang)),
      files: knownFiles(files),
      beside: new Map(record.broken.map((one) => [one.address, brokenWords(one)])),
    },
    files,
    seen: picturesIn(reading),
    ...(picture && { picture }),
    places,
    cite: citation(record, site()),
  }
}

/** Files by the names that answers have for them. */
export const knownFiles = (files: FileUse[]) =>
  new Map(files.map((file) => [file.name, { href: fileUrl(file), picture: pictured(file) }]))

/** The names of the files that stand as pictures among the answers. */
const picturesIn = ({ sections }: Reading): string[] =>
  answersIn(sections).flatMap(({ value }) => (value.kind === 'image' ? value.file : []))

/** The picture that its questionnaire puts first, if that is kept here; the caption of the answer comes before the file's. */
function pictureOf({ fills }: Definition, answers: Answers, files: FileUse[]): Pictured | undefined {
  const [answer] = fills?.image ? valuesOf(fills.image, answers) : []
  if (!answer) return undefined
  const { file, caption, credit } = answer as { file: string; caption?: Labels; credit?: string }
  const use = files.find(({ name }) => name === file)
  return use && pictured({ ...use, caption: caption ?? use.caption, credit: credit ?? use.credit })
}

/** World › Africa › Niger: where the first of its places stands. */
async function levelsOf({ content }: RecordVersion): Promise<Level[]> {
  const [first] = (await placesByCode(content.places)).values()
  if (!first) return []
  return (await trailOf(first)).map((place) => ({
    name: label(place.name),
    href: url`/places/${place.code}`,
  }))
}

/** Every version of a record, newest first, and where it stands. */
export async function historyOf(
  viewer: Viewer,
  ref: string,
): Promise<{ versions: RecordVersion[]; levels: Level[] }> {
  const versions = await versionsOf(viewer, ref)
  return { versions, levels: await levelsOf(versions[0]!) }
}
