import { pictured } from '../../base/files/address.ts'
import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import type { DeedKind } from '../../communities/deeds.ts'
import { Kept } from '../../records/views/Files.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Heading } from '../../ui/parts/Heading.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago, Time } from '../../ui/parts/Time.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Outcome, WholeMatter } from '../matter.ts'
import { deedName, matterTitle, outcomeName, reasonName, whyName } from '../names.ts'
import { Frame, rankIn } from './Frame.tsx'
import { MeasureFields, ReasonField } from './MeasureFields.tsx'

interface MatterProps {
  place: Community | undefined
  matter: WholeMatter
  outcomes: Outcome[]
  attempt?: Attempt
}

/** One thing to decide: what it says, what is said against it, what was decided before, and the form. */
export const MatterPage = ({ place, matter, outcomes, attempt }: MatterProps): JSX.Element => (
  <Frame place={place} part="queue" title={matterTitle(matter)}>
    <p class="row gap-2 soft">
      <Tag tone={matter.why === 'reported' ? 'problem' : 'tacit'}>{whyName(matter.why)}</Tag>
      {matter.matched && <span>{t('moderation.matched', { words: matter.matched })}</span>}
      <Ago at={new Date(matter.at)} />
      {matter.href && <a href={matter.href}>{t('moderation.inPlace')}</a>}
    </p>
    <blockquote>
      <Markdown text={matter.words} lang={matter.lang} />
      {matter.files.length > 0 && (
        <ul class="pictures">
          {matter.files.map((file) => (
            <li>
              <Kept file={file} picture={pictured(file)} />
            </li>
          ))}
        </ul>
      )}
    </blockquote>
    {matter.person && (
      <p>
        {t('moderation.writtenBy')} <bdi>{matter.person.name}</bdi>
      </p>
    )}
    {matter.against && (
      <Notice title={t('moderation.answers')} tone="tacit">
        <p>
          {deedName(matter.against.kind as DeedKind)}: {matter.against.reason}
        </p>
        <blockquote>{matter.against.answer}</blockquote>
      </Notice>
    )}
    <Reports place={place} matter={matter} />
    <Before place={place} matter={matter} />
    {matter.decided ? (
      <Notice title={matter.outcome ? outcomeName(matter.outcome) : undefined}>
        <p>
          <Time of={new Date(matter.decided)} /> {matter.reason}
        </p>
      </Notice>
    ) : (
      <Decide place={place} matter={matter} outcomes={outcomes} attempt={attempt} />
    )}
  </Frame>
)

const Reports = ({ place, matter: { said } }: Pick<MatterProps, 'place' | 'matter'>): JSX.Element | null =>
  said.length > 0 ? (
    <section class="stack gap-3">
      <Heading rank={rankIn(place)}>{t('moderation.reports', { count: said.length })}</Heading>
      <ul class="stack gap-2">
        {said.map(({ reason, words, lang }) => (
          <li>
            <strong>{reasonName(reason)}</strong> <Said lang={lang}>{words}</Said>
          </li>
        ))}
      </ul>
    </section>
  ) : null

const Before = ({
  place,
  matter: { before, deeds },
}: Pick<MatterProps, 'place' | 'matter'>): JSX.Element | null =>
  before.length + deeds.length > 0 ? (
    <section class="stack gap-3">
      <Heading rank={rankIn(place)}>{t('moderation.before')}</Heading>
      <ul class="stack gap-2">
        {before.map(({ at, outcome, reason }) => (
          <li>
            <Time of={new Date(at)} /> {outcomeName(outcome)} <span class="soft">{reason}</span>
          </li>
        ))}
        {deeds.map(({ at, kind, reason }) => (
          <li>
            <Time of={new Date(at)} /> {deedName(kind as DeedKind)} <span class="soft">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  ) : null

const Decide = ({ place, matter, outcomes, attempt }: MatterProps): JSX.Element => (
  <form
    class="form"
    method="post"
    action={
      place ? url`/communities/${place.slug}/reports/${matter.id}` : url`/moderation/reports/${matter.id}`
    }
    novalidate
  >
    <Heading rank={rankIn(place)}>{t('moderation.decide')}</Heading>
    <Faults attempt={attempt} />
    <fieldset class="field" id="outcome" tabindex={-1}>
      <legend>{t('moderation.whatBecomes')}</legend>
      {outcomes.map((outcome) => (
        <label class="choice">
          <input type="radio" name="outcome" value={outcome} checked={attempt?.values.outcome === outcome} />
          <span>{outcomeName(outcome)}</span>
        </label>
      ))}
    </fieldset>
    {matter.person && <MeasureFields attempt={attempt} none remove={Boolean(place)} />}
    <ReasonField attempt={attempt} />
    <button class="button" type="submit">
      {t('moderation.decide')}
    </button>
  </form>
)
