import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import type { SharingView } from '../telling.ts'
import { WhomFields } from './WhomFields.tsx'

/** For whom it is, by which name, and what cannot be called back: then it is told. */
export const SharingPage = ({
  draft,
  story,
  licence,
  communities,
  stops,
  attempt,
}: SharingView & { attempt?: Attempt }): JSX.Element => {
  const at = (name: string, otherwise: string) => [attempt?.values[name] ?? otherwise].flat()[0]!
  return (
    <Page
      title={t('telling.sharing')}
      unlisted
      levels={[
        { name: t('telling.tell'), href: url`/tell` },
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}/telling` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">{t('telling.sharing')}</h1>
        <p class="lead narrow-text">{t('telling.sharingWords')}</p>
      </header>
      <Faults attempt={attempt} />
      {stops.length > 0 && (
        <Notice title={t('telling.stillMissing')}>
          <ul>
            {stops.map(({ message }) => (
              <li>{message}</li>
            ))}
          </ul>
          <p>
            <a href={url`/drafts/${draft.ref}/telling`}>{t('telling.backToStory')}</a>
          </p>
        </Notice>
      )}
      <form class="form telling" method="post" action={url`/drafts/${draft.ref}/telling/sharing`} novalidate>
        <WhomFields story={story} communities={communities} attempt={attempt} />
        <Choices
          {...typed(attempt, 'whose')}
          label={t('telling.whose')}
          chosen={[at('whose', story?.toldFor ? 'theirs' : 'mine')]}
          choices={[
            { value: 'mine', label: t('telling.mine') },
            { value: 'theirs', label: t('telling.theirs'), help: t('telling.theirsHelp') },
          ]}
        />
        <Choices
          {...typed(attempt, 'shown')}
          label={t('telling.whichName')}
          chosen={[at('shown', story?.shown ?? 'named')]}
          choices={[
            { value: 'named', label: t('telling.withName'), help: t('telling.withNameHelp') },
            { value: 'chosen', label: t('telling.chosenName') },
            { value: 'none', label: t('telling.noName'), help: t('telling.noNameHelp') },
          ]}
        />
        <Line
          {...typed(attempt, 'name')}
          value={at('name', story?.name ?? '')}
          label={t('telling.name')}
          help={t('telling.nameHelp')}
          optional="unsaid"
        />
        <Pick
          {...typed(attempt, 'how')}
          label={t('telling.how')}
          help={t('telling.howHelp')}
          value={at('how', story?.agreedHow ?? '')}
          optional="unsaid"
          choices={[
            { value: '', label: t('telling.howNot') },
            { value: 'spoken', label: t('telling.howSpoken') },
            { value: 'written', label: t('telling.howWritten') },
          ]}
        />
        <Line
          {...typed(attempt, 'on')}
          type="date"
          value={at('on', story?.agreedOn ?? '')}
          label={t('telling.agreedOn')}
          optional="unsaid"
        />
        <Choices
          name="licence"
          label={t('telling.whatOthersMay')}
          chosen={[at('licence', licence ?? 'CC-BY-4.0')]}
          choices={[
            { value: 'CC-BY-4.0', label: 'CC BY 4.0', help: t('writing.licenceBy') },
            { value: 'CC-BY-NC-SA-4.0', label: 'CC BY-NC-SA 4.0', help: t('writing.licenceByNcSa') },
          ]}
        />
        <section class="stack gap-2">
          <h2>{t('consent.cannotBeRecalled')}</h2>
          <p class="narrow-text">{t('consent.cannotBeRecalledWords')}</p>
          <Choices
            {...typed(attempt, 'warned')}
            label={t('telling.understood')}
            several
            optional="unsaid"
            chosen={[attempt?.values.warned ?? []].flat()}
            choices={[{ value: 'yes', label: t('telling.understoodWords') }]}
          />
        </section>
        <div class="row gap-3">
          <button class="button" type="submit" name="act" value="tell">
            {t('telling.tellNow')}
          </button>
          <button class="button quiet" type="submit" name="act" value="keep">
            {t('telling.keepForNow')}
          </button>
          <a class="action" href={url`/drafts/${draft.ref}/preview`}>
            {t('telling.seeItFirst')}
          </a>
        </div>
      </form>
    </Page>
  )
}
