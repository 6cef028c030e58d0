import type { Attempt } from '../../../base/http/form.ts'
import { inReach, languageName, t } from '../../../base/i18n/t.ts'
import type { Lang } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, typed } from '../../../ui/parts/Fields.tsx'
import type { Level } from '../../../ui/parts/Levels.tsx'
import { Tag, type Tone } from '../../../ui/parts/Tag.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import { instrumentLevels } from '../../views/frame.tsx'
import type { Member, Proposal, ProposalState, Whole } from '../proposal.ts'

export const proposalLevels = ({ edition, ref, title }: Whole, self = false): Level[] => [
  ...instrumentLevels(edition),
  { name: t('workshop.workshop'), href: url`/instruments/${edition.slug}/workshop` },
  ...(self ? [{ name: inReach(title).text, href: url`/proposals/${ref}` }] : []),
]

const stateName = (state: ProposalState): string =>
  ({
    open: () => t('workshop.stateOpen'),
    adopted: () => t('workshop.stateAdopted'),
    declined: () => t('workshop.stateDeclined'),
    withdrawn: () => t('workshop.stateWithdrawn'),
  })[state]()

const tones: Record<ProposalState, Tone | undefined> = {
  open: 'explicit',
  adopted: 'ok',
  declined: 'problem',
  withdrawn: undefined,
}

export const kindName = (kind: Proposal['kind']): string =>
  ({
    change: () => t('workshop.kindChange'),
    extension: () => t('workshop.kindExtension'),
    translation: () => t('workshop.kindTranslation'),
  })[kind]()

/** What it is, how far it has come, and for whom. */
export const Marks = ({ of }: { of: Pick<Proposal, 'kind' | 'state' | 'audience'> }): JSX.Element => (
  <p class="row gap-2">
    <Tag>{kindName(of.kind)}</Tag>
    <Tag tone={tones[of.state]}>{stateName(of.state)}</Tag>
    {of.audience === 'members' && <Tag tone="tacit">{t('workshop.forMembers')}</Tag>}
  </p>
)

export const Name = ({ of }: { of: Pick<Member, 'name'> }): JSX.Element => (
  <bdi>{of.name || t('workshop.aMember')}</bdi>
)

/** The attempt of one of several forms on a page; each says which it is. */
export const ofForm = (attempt: Attempt | undefined, name: string): Attempt | undefined =>
  attempt?.values.form === name ? attempt : undefined

interface EachProps {
  /** Which of the forms on the page it is. */
  form: string
  lang: Lang
  /** The mark of what stands there. */
  was?: string
}

/** What every form of the workshop sends along. */
export const Hidden = ({ form, lang, was }: EachProps): JSX.Element => (
  <>
    {was && <input type="hidden" name="was" value={was} />}
    <input type="hidden" name="form" value={form} />
    <input type="hidden" name="lang" value={lang} />
  </>
)

/** Keeps what is done, or only looks at it: that page answers without leading on, which Turbo would not show. */
export const Acts = ({ words, quiet }: { words: string; quiet?: boolean }): JSX.Element => (
  <p class="row gap-2">
    <button class={quiet ? 'button quiet' : 'button'} type="submit" name="act" value="keep">
      {words}
    </button>
    <button class="button quiet" type="submit" name="act" value="look" data-turbo="false">
      {t('workshop.look')}
    </button>
  </p>
)

/** What is done means something for those who answer. */
export const Note = ({ attempt, form }: { attempt?: Attempt; form: string }): JSX.Element => (
  <Line
    {...typed(attempt, 'note')}
    id={`${form}-note`}
    label={t('workshop.note')}
    help={t('workshop.noteHelp')}
    optional
  />
)

/** The languages that words can be typed in. */
export const TypedIn = ({
  languages,
  lang,
  at,
}: {
  languages: Lang[]
  lang: Lang
  at: Url
}): JSX.Element | null =>
  languages.length < 2 ? null : (
    <p class="row gap-2">
      <span class="soft">{t('workshop.typedIn')}</span>
      {languages.map((one) => (
        <a
          href={withQuery(at, new URLSearchParams(), { in: one })}
          aria-current={one === lang ? 'true' : undefined}
        >
          {languageName(one)}
        </a>
      ))}
    </p>
  )
