import type { Attempt } from '../../../base/http/form.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import type { Asked } from '../../../instruments/lookup.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Label, Said } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url, withQuery } from '../../../ui/url.ts'
import { type OwnStory, storiesPerPage } from '../beginning.ts'

interface TellPageProps {
  signedIn: boolean
  /** What is told at length. */
  told: Asked[]
  /** Whoever is signed in: their stories. */
  own?: { stories: OwnStory[]; total: number; page: number }
  /** Something is kept that they wrote before they had an account. */
  held: boolean
  lang: string
  instrument?: string
  attempt?: Attempt
}

/** Where a story begins. Who has no account writes it here and is asked for one at the end. */
export const TellPage = (props: TellPageProps): JSX.Element => (
  <Page title={t('telling.tell')} description={t('telling.tellWords')}>
    <header class="stack gap-2">
      <h1 class="title">{t('telling.tell')}</h1>
      <p class="lead narrow-text">{t('telling.tellWords')}</p>
    </header>
    {props.held && (
      <Notice>
        <p>
          <a href={url`/tell/kept`}>{t('telling.heldIsHere')}</a>
        </p>
      </Notice>
    )}
    <Faults attempt={props.attempt} />
    <Begin {...props} />
    {props.own && <Own {...props.own} />}
    <p>
      <a href={url`/search?kind=story`}>{t('telling.readStories')}</a>
    </p>
  </Page>
)

const Begin = ({ signedIn, told, lang, instrument, attempt }: TellPageProps): JSX.Element => {
  const at = (name: string, otherwise: string) => [attempt?.values[name] ?? otherwise].flat()[0]!
  return (
    <form class="form telling" method="post" action={url`/tell`} novalidate>
      {instrument && <input type="hidden" name="with" value={instrument} />}
      <Pick
        {...typed(attempt, 'lang')}
        label={t('telling.inWhichLanguage')}
        help={t('telling.inWhichLanguageHelp')}
        value={at('lang', lang)}
        choices={languageChoices()}
      />
      <Choices
        name="whose"
        label={t('telling.whose')}
        chosen={[at('whose', 'mine')]}
        choices={[
          { value: 'mine', label: t('telling.mine') },
          { value: 'theirs', label: t('telling.theirs'), help: t('telling.theirsHelp') },
        ]}
      />
      {!signedIn && (
        <>
          <Line
            {...typed(attempt, 'title')}
            label={t('telling.called')}
            help={t('telling.calledHelp')}
            optional="unsaid"
          />
          <Lines
            {...typed(attempt, 'summary')}
            label={t('telling.inShort')}
            help={t('telling.inShortHelp')}
            rows={2}
            optional="unsaid"
          />
          {told.map(({ slot, question }) => (
            <Lines
              {...typed(attempt, `said:${slot}`)}
              label={<Label of={question.label} />}
              help={question.help && <Label of={question.help} />}
              rows={6}
              optional="unsaid"
            />
          ))}
          <p class="soft">{t('telling.accountAtEnd')}</p>
        </>
      )}
      <button class="button" type="submit">
        {signedIn ? t('telling.begin') : t('telling.goOn')}
      </button>
    </form>
  )
}

const Own = ({ stories, total, page }: NonNullable<TellPageProps['own']>): JSX.Element => (
  <section class="stack gap-4" id="mine">
    <h2>{t('telling.yours')}</h2>
    {stories.length === 0 && <p class="soft">{t('telling.noneYet')}</p>}
    <ul class="stops">
      {stories.map((story) => (
        <li>
          <Name {...story} />
          <span class="soft row gap-2">
            <span>{story.kind === 'draft' ? t('telling.begun') : t('telling.told')}</span>
            <span>{asSentence(languageName(story.lang))}</span>
            <Ago at={new Date(story.changed)} />
            {story.kind === 'record' && (
              <a href={url`/records/${story.ref}/sharing`}>{t('telling.whoMaySee')}</a>
            )}
          </span>
        </li>
      ))}
    </ul>
    {total > storiesPerPage && (
      <Pager
        page={page}
        size={storiesPerPage}
        total={total}
        address={(n) => withQuery(url`/tell`, new URLSearchParams(), { page: String(n) })}
      />
    )}
  </section>
)

function Name({ kind, ref, title, lang }: OwnStory): JSX.Element {
  const shown = pick(title, lang)
  return (
    <a href={kind === 'draft' ? url`/drafts/${ref}/telling` : url`/records/${ref}`}>
      {shown ? <Said lang={shown.lang}>{shown.text}</Said> : t('telling.unnamedStory')}
    </a>
  )
}
