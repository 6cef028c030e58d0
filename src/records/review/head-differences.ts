import { isDeepStrictEqual } from 'node:util'
import { inReach, label, t } from '../../base/i18n/t.ts'
import { placesByCode } from '../../places/places.ts'
import { topicsByCode } from '../../vocabularies/topics.ts'
import { adaptationIn, headText } from '../adapting.ts'
import { licenceId } from '../licence.ts'
import { roleName } from '../names.ts'
import { headAsked, headPath, isWordsHead, type ListedHead, type WordsHead } from '../writing/head.ts'
import { headLabel } from '../writing/reading-head.ts'
import type { Difference, Side } from './differences.ts'
import { wordsBetween } from './word-differences.ts'

/** What every record has, where it changed: words by language, the rest in words of the interface. */
export async function headDifferences(before: Side | undefined, after: Side): Promise<Difference[]> {
  const [was, is] = [before && (await headOf(before)), await headOf(after)]
  const differing = headAsked({
    definition: after.definition,
    adapts: adaptationIn(after.content.links) !== undefined,
  }).flatMap((question): Difference[] => {
    const one = { path: headPath(question), question: headLabel(question) }
    if (isWordsHead(question)) {
      const words = wordsBetween(
        before && headText(before.content, question)?.texts,
        headText(after.content, question)?.texts,
      )
      return words.length ? [{ ...one, words }] : []
    }
    if ((was?.[question] ?? '') === is[question]) return []
    return [{ ...one, before: was?.[question] || undefined, after: is[question] || undefined }]
  })
  for (const [question, label, said] of [
    ['consent', t('records.consent'), consentOf],
    ['consulted', t('consent.consulted'), consultedOf],
  ] as const) {
    if (isDeepStrictEqual(before?.content[question], after.content[question])) continue
    differing.push({
      path: headPath(question),
      question: label,
      before: before && said(before),
      after: said(after),
    })
  }
  const credited = (side: Side) => side.credits.map(creditOf).join(' · ')
  if (before && isDeepStrictEqual(before.credits, after.credits)) return differing
  return [
    ...differing,
    {
      path: '@record/only/contributors',
      question: t('review.contributors'),
      ...(before && { before: credited(before) }),
      after: credited(after),
    },
  ]
}

type Plain = Exclude<ListedHead, WordsHead>

async function headOf({ content }: Side): Promise<Record<Plain, string>> {
  const places = await placesByCode(content.places)
  const topics = await topicsByCode(content.topics)
  return {
    places: content.places.map((code) => label(places.get(code)?.name) || code).join(' · '),
    topics: content.topics.map((code) => label(topics.get(code)?.label) || code).join(' · '),
    knowledge: content.knowledge === 'research' ? t('records.fromResearch') : t('records.fromExperience'),
    organisations: content.organisations.join(' · '),
    licence: licenceId(content.licence),
  }
}

/** Who agreed to what and until when. */
const consentOf = ({ content: { consent } }: Side): string | undefined =>
  consent &&
  [consent.by, inReach(consent.for).text, consent.given, consent.until, ...(consent.notices ?? [])]
    .filter(Boolean)
    .join(' · ')

const consultedOf = ({ content: { consulted } }: Side): string | undefined =>
  consulted && JSON.stringify(consulted)

/** As each wishes to be named. */
const creditOf = ({ role, name, organisation }: Side['credits'][number]): string =>
  [[name, organisation].filter(Boolean).join(', ') || t('records.unnamed'), roleName(role)].join(' – ')
