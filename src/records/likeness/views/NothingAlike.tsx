import { t } from '../../../base/i18n/t.ts'
import { placeName } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { conditionsUrl } from '../address.ts'
import type { Found } from '../finding.ts'

/** Why there is nothing, and what finds more: less alike, a wider place, people. */
export function NothingAlike({ asked, answers, all, stating }: Found): JSX.Element {
  const [code] = answers.place ?? []
  const place = code === undefined ? undefined : all.byCode.get(code)
  const wider = place && all.byCode.get(place.parents[0] ?? '')
  const ways: { href: Url; words: string }[] = [
    ...(asked.kind
      ? [{ href: conditionsUrl({ ...asked, kind: undefined, page: 1 }), words: t('likeness.useful') }]
      : []),
    ...(stating > 0
      ? [{ href: conditionsUrl({ ...asked, all: true, page: 1 }), words: t('likeness.lessAlike') }]
      : []),
    ...(wider && wider.level !== 'world'
      ? [
          {
            href: conditionsUrl({ ...asked, answers: { ...answers, place: [wider.code] }, page: 1 }),
            words: t('likeness.widerPlace', { place: placeName(wider) }),
          },
        ]
      : []),
    { href: place ? url`/people?place=${place.code}` : url`/people`, words: t('likeness.askPeople') },
    { href: url`/conditions`, words: t('likeness.startOver') },
  ]
  return (
    <Empty next={ways[0]!} also={ways.slice(1)}>
      {stating > 0 ? t('likeness.nothingAlike') : t('likeness.nothingStated')}
    </Empty>
  )
}
