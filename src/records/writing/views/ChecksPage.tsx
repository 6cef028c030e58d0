import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { lookup } from '../../../instruments/lookup.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { CorrectionForm, MovedOn } from '../../review/views/NextVersion.tsx'
import { SubmissionForm } from '../../review/views/SubmissionForm.tsx'
import type { Finding } from '../checking.ts'
import type { Manuscript } from '../manuscript.ts'
import { nameOfDraft } from '../naming.ts'
import { head, parsePath } from '../path.ts'
import { essentials, essentialsId, writingSections } from '../sections.ts'
import { stopUrl } from './Rail.tsx'
import { WhatChanged } from './WhatChanged.tsx'

type ChecksPageProps = Manuscript & {
  /** Its record has a newer version than the one it set out from. */
  movedOn: boolean
  attempt?: Attempt
}

/** What the checks say of a draft, each leading to its answer, and the way to publish it. */
export const ChecksPage = ({ movedOn, attempt, ...manuscript }: ChecksPageProps): JSX.Element => {
  const { draft, findings } = manuscript
  const stops = findings.filter(({ weight }) => weight === 'stops')
  const look = findings.filter(({ weight }) => weight === 'look')
  return (
    <Page
      title={t('writing.check')}
      unlisted
      levels={[
        { name: t('writing.mine'), href: url`/write` },
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
      ]}
    >
      <h1 class="title">{t('writing.check')}</h1>
      <Faults attempt={attempt} />
      {movedOn && <MovedOn draft={draft} />}
      {stops.length > 0 ? (
        <section class="stack gap-3">
          <h2>{t('writing.stillMissing', { count: stops.length })}</h2>
          <Findings {...manuscript} findings={stops} />
        </section>
      ) : (
        <Notice tone="ok">
          <p>{t('writing.nothingMissing')}</p>
        </Notice>
      )}
      {look.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('writing.lookAtThese')}</h2>
          <Findings {...manuscript} findings={look} />
        </section>
      )}
      <p class="row gap-3">
        <a class="button quiet" href={url`/drafts/${draft.ref}/preview`}>
          {t('writing.preview')}
        </a>
        {draft.record && (
          <a class="button quiet" href={url`/reviews/${draft.ref}/answers`}>
            {t('review.whatChanges')}
          </a>
        )}
      </p>
      {stops.length === 0 &&
        !movedOn &&
        (draft.definition.review === 'none' ? (
          <Publishing {...manuscript} attempt={attempt} />
        ) : (
          <SubmissionForm {...manuscript} attempt={attempt} />
        ))}
      {stops.length === 0 && !movedOn && draft.record && <CorrectionForm draft={draft} attempt={attempt} />}
    </Page>
  )
}

const Findings = ({ draft, findings }: Pick<Manuscript, 'draft' | 'findings'>): JSX.Element => (
  <ul class="stack gap-2">
    {findings.map((finding) => {
      const href = whereTo(draft, finding)
      return <li>{href ? <a href={href}>{finding.message}</a> : finding.message}</li>
    })}
  </ul>
)

/** The page of the form on which its answer is asked for, at its place. */
function whereTo(draft: Manuscript['draft'], { path, href }: Finding): Url | undefined {
  if (href || !path) return href
  const { definition } = draft
  const { group = '', question = '' } = parsePath(definition, path) ?? partsOf(path)
  if (group === head && (question === 'consent' || question === 'consulted'))
    return url`/drafts/${draft.ref}/consent`
  const needed = lookup(definition).groups.get(group)?.get(question)?.question.required
  const first = group === head || (needed && essentials(definition).some((part) => part.group.id === group))
  const section = writingSections(definition).find(({ parts }) =>
    parts.some((part) => part.group.id === group && part.group.questions.some(({ id }) => id === question)),
  )
  const id = first ? essentialsId : section?.id
  return id ? (`${stopUrl(draft, { id })}${url`#${path}`}` as Url) : undefined
}

const partsOf = (path: string): { group?: string; question?: string } => {
  const [group, , question] = path.split('/')
  return { group, question }
}

const Publishing = ({ draft, attempt }: Manuscript & { attempt?: Attempt }): JSX.Element => (
  <form class="form" method="post" action={url`/drafts/${draft.ref}/publication`}>
    <h2>{t('writing.publish')}</h2>
    <p>{t('writing.publishWords')}</p>
    {draft.record && <WhatChanged attempt={attempt} />}
    <button class="button" type="submit">
      {t('writing.publish')}
    </button>
  </form>
)
