import type { Attempt } from '../../../base/http/form.ts'
import { inReach, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { Does } from '../../views/ChangesPage.tsx'
import { nameOf } from '../../views/frame.tsx'
import { Paragraphs } from '../../views/Value.tsx'
import type { Meanwhile } from '../seeing.ts'
import type { ProposalView } from '../viewing.ts'
import { Deciding, Making } from './Deciding.tsx'
import { Discussion, Support } from './Discussion.tsx'
import { Marks, Name, proposalLevels } from './frame.tsx'
import { Steps } from './Steps.tsx'

export interface ProposalProps {
  view: ProposalView
  page: number
  signedIn: boolean
  attempt?: Attempt
  /** What became other since it was to be adopted. */
  since?: Meanwhile
}

/** A proposal: why, what it changes, what that does to records, who would use it, what is said of it. */
export function ProposalPage(props: ProposalProps): JSX.Element {
  const { whole, leads } = props.view
  const title = inReach(whole.title).text
  return (
    <Page
      title={title}
      canonical={url`/proposals/${whole.ref}`}
      unlisted={whole.state !== 'open'}
      levels={proposalLevels(whole)}
      head={<link rel="alternate" type="application/json" href={url`/api/v1/proposals/${whole.ref}`} />}
    >
      <header class="stack gap-3">
        <Marks of={whole} />
        <h1 class="title">
          <Words text={whole.title} />
        </h1>
        <div class="narrow-text">
          <Paragraphs words={inReach(whole.why)} />
        </div>
        <About view={props.view} />
      </header>
      <Faults attempt={props.attempt} />
      <Older view={props.view} />
      {leads.faults.length > 0 && (
        <Notice tone="problem" title={t('workshop.cannotAsItIs')}>
          <ul>
            {leads.faults.slice(0, 10).map(({ place, message }) => (
              <li>{t('workshop.cannot', { place, message })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <section class="stack" id="meanwhile">
        <h2>{t('workshop.changes')}</h2>
        <Counts view={props.view} />
        {props.view.effect && <Does effect={props.view.effect} before={whole.edition.name} />}
        {whole.kind === 'extension' && <p>{t('workshop.noRecords')}</p>}
        <Ways view={props.view} />
        <Steps {...props} changed={new Set(props.since?.other.map(({ id }) => id))} />
      </section>
      <Support {...props} />
      <Discussion {...props} />
      <Making {...props} />
      <Deciding {...props} />
    </Page>
  )
}

const About = ({ view: { whole } }: { view: ProposalView }): JSX.Element => (
  <Facts>
    <Fact term={whole.kind === 'extension' ? t('workshop.extends') : t('workshop.of')}>
      <a href={url`/instruments/${whole.edition.slug}`}>{nameOf(whole.edition)}</a>{' '}
      <span class="soft">{t('workshop.edition', { name: whole.edition.name })}</span>
    </Fact>
    {whole.name && (
      <Fact term={t('workshop.name')}>
        <bdi>{whole.name}</bdi>
      </Fact>
    )}
    <Fact term={t('workshop.by')}>
      <ul>
        {[whole.by, ...whole.editors].map((one) => (
          <li>
            <Name of={one} />
          </li>
        ))}
      </ul>
    </Fact>
    <Fact term={t('workshop.opened')}>
      <Time of={whole.opened} />
    </Fact>
    {whole.decided && whole.decidedBy && (
      <Fact term={t('workshop.decidedOn')}>
        <Time of={whole.decided} /> · <Name of={whole.decidedBy} />
      </Fact>
    )}
    {whole.reason && (
      <Fact term={t('workshop.reason')}>
        <Words text={whole.reason} />
      </Fact>
    )}
    {whole.state === 'adopted' && (
      <Fact term={t('workshop.became')}>
        <a
          href={
            whole.kind === 'extension'
              ? url`/instruments/${whole.slug!}`
              : url`/instruments/${whole.edition.slug}/editions`
          }
        >
          {whole.kind === 'extension' ? <bdi>{whole.name}</bdi> : t('workshop.newEdition')}
        </a>
      </Fact>
    )}
  </Facts>
)

/** Another edition is in use by now. */
const Older = ({ view: { whole } }: { view: ProposalView }): JSX.Element | null => {
  if (whole.state !== 'open' || whole.base === whole.current.id) return null
  return (
    <Notice tone="tacit">
      <p>{t('workshop.olderBase', { edition: whole.edition.name, current: whole.current.name })}</p>
      {whole.edits && (
        <form method="post" action={url`/proposals/${whole.ref}/renewal`}>
          <button class="button quiet" type="submit">
            {t('workshop.renew')}
          </button>
        </form>
      )}
    </Notice>
  )
}

const Counts = ({ view: { whole, counts, progress } }: { view: ProposalView }): JSX.Element =>
  whole.kind === 'translation' ? (
    progress.length === 0 ? (
      <p class="soft">{t('workshop.nothingSaid')}</p>
    ) : (
      <Facts>
        {progress.map(({ lang, said, of }) => (
          <Fact term={languageName(lang)}>{t('workshop.saidOf', { said, of })}</Fact>
        ))}
      </Facts>
    )
  ) : (
    <Facts>
      <Fact term={t('instruments.countAdded')}>{t('instruments.questions', { count: counts.added })}</Fact>
      <Fact term={t('instruments.countRemoved')}>
        {t('instruments.questions', { count: counts.removed })}
      </Fact>
      <Fact term={t('instruments.countMoved')}>{t('instruments.questions', { count: counts.moved })}</Fact>
      <Fact term={t('instruments.countChanged')}>
        {t('instruments.questions', { count: counts.changed })}
      </Fact>
    </Facts>
  )

const Ways = ({ view: { whole, progress } }: { view: ProposalView }): JSX.Element => (
  <p class="row">
    {whole.kind !== 'translation' && (
      <a class="button quiet" href={url`/proposals/${whole.ref}/questions`}>
        {whole.edits ? t('workshop.editQuestions') : t('workshop.seeQuestions')}
      </a>
    )}
    {whole.kind === 'translation' && whole.edits && (
      <a
        class="button quiet"
        href={withQuery(url`/proposals/${whole.ref}/translation`, new URLSearchParams(), {
          to: progress[0]?.lang,
        })}
      >
        {t('workshop.translate')}
      </a>
    )}
    <a href={url`/api/v1/proposals/${whole.ref}`}>{t('workshop.asData')}</a>
  </p>
)
