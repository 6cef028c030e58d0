import { formatDate, formatList, inReach, languageName, t } from '../base/i18n/t.ts'
import type { Lang, Shown, Text } from '../base/text.ts'
import { today } from '../base/today.ts'
import { noticeTitles, noticeWords } from '../records/consent/names.ts'
import { markNames } from '../records/freshness/names.ts'
import { licenceId } from '../records/licence.ts'
import { roleName } from '../records/names.ts'
import type { RecordVersion } from '../records/reading.ts'
import { layerWords } from '../records/translating/layer-words.ts'
import type { Fact, Mark } from './product.ts'

/** What stands at the head of a record stands at the head of all that is made from it. */
export const printedMarks = ({ content, reviewed, number }: RecordVersion): Mark[] => [
  content.knowledge === 'research'
    ? { words: t('records.fromResearch'), tone: 'explicit' }
    : { words: t('records.fromExperience'), tone: 'tacit' },
  reviewed
    ? { words: t('records.reviewedVersion', { number }), tone: 'ok' }
    : { words: t('records.notReviewed', { number }), tone: 'problem' },
  { words: licenceId(content.licence), tone: 'plain' },
]

/** Everybody may read it, today. */
export const isOpen = ({ access }: Pick<RecordVersion, 'access'>): boolean =>
  access.to === 'everyone' && (access.opens ?? '') <= today()

/** What must be known before it is trusted or passed on, in this language. */
export function noticesOf(record: RecordVersion, lang: Lang): string[] {
  const { access, marks, layers } = record
  const notices: string[] = []
  if (!isOpen(record)) {
    const purpose = access.purpose ? ` ${t('records.purpose')} ${inReach(access.purpose).text}` : ''
    notices.push(t('products.closed') + purpose)
  }
  notices.push(...markNames(marks))
  if (layers?.[lang]) notices.push(layerWords(layers[lang]))
  return notices
}

/** Credit as each wishes, the licence, where it comes from, and what its group asks of whoever uses it. */
export function termsOf(record: RecordVersion, lang: string): Fact[] {
  const { credits, custodian, published, number } = record
  const { organisations, licence, basis, consent, title } = record.content
  const said = (text: string): Shown => ({ lang, text })
  const fact = (term: string, ...lines: Shown[]): Fact => ({ term: said(term), lines })
  const written = (text: Text): Shown => inReach(text)
  return [
    fact(
      t('records.madeBy'),
      ...credits.map((one) => said(creditOf(one))),
      ...(organisations.length
        ? [said(t('records.with', { organisations: formatList(organisations) }))]
        : []),
    ),
    ...(basis ? [fact(t('records.knowledge'), written(basis))] : []),
    fact(
      t('records.publishedOn'),
      said(`${formatDate(published)} · ${t('records.version', { number })}`),
      ...(lang === title.original
        ? []
        : [
            said(
              t('records.translated', {
                language: languageName(lang),
                original: languageName(title.original),
              }),
            ),
          ]),
    ),
    ...(custodian ? [fact(t('records.custodian'), said(custodian))] : []),
    fact(t('products.licence'), said(licence)),
    ...(consent
      ? [
          fact(
            t('records.consent'),
            written(consent.for),
            said(consent.by),
            ...(consent.until ? [said(`${t('records.consentUntil')}: ${formatDate(consent.until)}`)] : []),
          ),
        ]
      : []),
    ...(consent?.notices?.length
      ? [
          fact(
            t('products.notices'),
            ...consent.notices.flatMap((code): Shown[] => [
              { lang: 'en', text: noticeTitles[code] },
              said(noticeWords(code).says),
            ]),
          ),
        ]
      : []),
    ...(consent?.conditions ? [fact(t('records.conditions'), written(consent.conditions))] : []),
  ]
}

function creditOf({ role, shown, name, organisation }: RecordVersion['credits'][number]): string {
  const who = shown === 'unnamed' ? t('records.unnamed') : name!
  const roleSaid = shown === 'group' ? t('records.asGroup', { role: roleName(role) }) : roleName(role)
  const said = organisation ? t('records.roleAt', { role: roleSaid, organisation }) : roleSaid
  return t('products.credit', { who, role: said })
}
