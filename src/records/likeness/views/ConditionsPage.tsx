import { inReach, t, tRich } from '../../../base/i18n/t.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tabs } from '../../../ui/parts/Tabs.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { kindName } from '../../names.ts'
import { conditionsUrl, withoutAnswer } from '../address.ts'
import type { Condition } from '../conditions.ts'
import { type Found, perPage } from '../finding.ts'
import { useful } from '../offering.ts'
import { type Sort, sorts } from '../ranking.ts'
import { answerName, nameOf } from '../words.ts'
import { ConditionsForm } from './ConditionsForm.tsx'
import { NothingAlike } from './NothingAlike.tsx'
import { ResultCard } from './ResultCard.tsx'

export const ConditionsPage = ({ found }: { found: Found }): JSX.Element => {
  const { asked, described } = found
  return (
    <Page
      title={t('likeness.title')}
      description={t('likeness.description')}
      canonical={conditionsUrl(asked)}
      unlisted={described.length > 0}
    >
      <h1>{t('likeness.title')}</h1>
      <LeftOut leftOut={found.leftOut} />
      {described.length === 0 ? (
        <>
          <p class="lead">{t('likeness.lead')}</p>
          <ConditionsForm found={found} />
          <p class="soft">{t('likeness.holding', { count: found.holding })}</p>
          <p>
            <a href={url`/search?kind=practice`}>{t('likeness.allPractices')}</a>
          </p>
        </>
      ) : (
        <>
          <Said found={found} />
          <details>
            <summary>{t('likeness.change')}</summary>
            <ConditionsForm found={found} />
          </details>
          <Results found={found} />
        </>
      )}
    </Page>
  )
}

const LeftOut = ({ leftOut }: { leftOut: string[] }): JSX.Element | null =>
  leftOut.length === 0 ? null : (
    <Notice tone="tacit" title={t('likeness.leftOut')}>
      <ul>
        {leftOut.map((words) => (
          <li>{words}</li>
        ))}
      </ul>
    </Notice>
  )

/** What was answered, each to be taken away again; what a record answers stands in the form. */
function Said({ found }: { found: Found }): JSX.Element {
  const { asked, described, like } = found
  return (
    <>
      {like && (
        <p>
          {tRich<Child>('likeness.startingFrom', {
            title: inReach(like.title).text,
            link: () => (
              <a href={like.href}>
                <Words text={like.title} />
              </a>
            ),
          })}
        </p>
      )}
      <div class="row gap-2">
        {Object.keys(asked.answers).length > 0 && (
          <>
            <span class="soft">
              {t('likeness.youSaid')}
              {t('ui.colon')}
            </span>
            {described.flatMap(({ condition, codes }) =>
              codes.map((code) => <Answer found={found} condition={condition} code={code} />),
            )}
          </>
        )}
        <a href={url`/conditions`}>{t('likeness.startOver')}</a>
      </div>
    </>
  )
}

const Answer = ({
  found: { asked, all },
  condition,
  code,
}: {
  found: Found
  condition: Condition
  code: string
}): JSX.Element => (
  <a class="tag" rel="nofollow" href={conditionsUrl(withoutAnswer(asked, condition.key, code))}>
    {condition.type === 'place'
      ? answerName(condition, code, all)
      : t('likeness.said', { question: nameOf(condition), answer: answerName(condition, code, all) })}
    <span aria-hidden="true"> ×</span>
    <span class="unseen"> {t('likeness.takeAway')}</span>
  </a>
)

function Results({ found }: { found: Found }): JSX.Element {
  const { asked, results, alike, stating, all, like } = found
  const total = asked.all ? stating : alike
  return (
    <section class="stack" aria-labelledby="count">
      <h2 id="count">{t('likeness.alike', { count: alike })}</h2>
      <p class="soft">{t('likeness.stating', { count: stating })}</p>
      <Tabs name={t('likeness.kinds')} tabs={kindTabs(found)} />
      {total === 0 ? (
        <NothingAlike {...found} />
      ) : (
        <>
          <Tabs name={t('likeness.sorted')} tabs={sortTabs(found)} />
          {asked.sort === 'best' && <p class="soft">{t('likeness.howSorted')}</p>}
          <div class="grid wide">
            {results.map((result) => (
              <ResultCard result={result} all={all} beside={like?.ref} />
            ))}
          </div>
          <Pager
            page={asked.page}
            size={perPage}
            total={total}
            address={(page) => conditionsUrl({ ...asked, page })}
          />
          {stating > alike && (
            <p>
              <a href={conditionsUrl({ ...asked, all: !asked.all, page: 1 })} rel="nofollow">
                {asked.all ? t('likeness.onlyAlike') : t('likeness.lessAlike')}
              </a>
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** What one can use, all together and each kind; then the other kinds that say something of this. */
function kindTabs({ asked, counts }: Found) {
  const number = (one: Found['counts'][number]): number => (asked.all ? one.stating : one.alike)
  const shown = counts.filter((one) => number(one) > 0 || one.kind === asked.kind)
  return [
    {
      label: t('likeness.useful'),
      href: conditionsUrl({ ...asked, kind: undefined, page: 1 }),
      current: asked.kind === undefined,
    },
    ...[
      ...shown.filter(({ kind }) => useful.includes(kind)),
      ...shown.filter(({ kind }) => !useful.includes(kind)),
    ].map((one) => ({
      label: t('likeness.kindCounted', { kind: kindName(one.kind), count: number(one) }),
      href: conditionsUrl({ ...asked, kind: one.kind, page: 1 }),
      current: asked.kind === one.kind,
    })),
  ]
}

const sortTabs = ({ asked }: Found) =>
  sorts.map((sort) => ({
    label: sortName(sort),
    href: conditionsUrl({ ...asked, sort, page: 1 }),
    current: asked.sort === sort,
  }))

function sortName(sort: Sort): string {
  const names: Record<Sort, () => string> = {
    best: () => t('likeness.best'),
    likeness: () => t('likeness.byLikeness'),
    evidence: () => t('likeness.byEvidence'),
  }
  return names[sort]()
}
