import type { Attempt } from '../../../base/http/form.ts'
import { formatList, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { type Choice, Faults, Pick } from '../../../ui/parts/Fields.tsx'
import { Heading, type Rank } from '../../../ui/parts/Heading.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Label, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Asked } from '../consenting.ts'
import { answerName, leftOutName } from '../names.ts'
import { isWaiting, type Passage } from '../write-up.ts'

interface ConsentProps extends Asked {
  /** What they said was just kept. */
  kept: boolean
  attempt?: Attempt
}

/** To whoever is quoted: their words as they will stand, and how they wish that. */
export const ConsentPage = (props: ConsentProps): JSX.Element => {
  const { one, passages, by, source, closed, until, kept, attempt } = props
  const openly = passages.filter((passage) => !passage.sealed)
  const sealed = passages.filter((passage) => passage.sealed)
  const both = openly.length > 0 && sealed.length > 0
  return (
    <Page title={t('writeup.yourWords')} unlisted>
      <header class="stack gap-2">
        <h1 class="title">{t('writeup.yourWords')}</h1>
        <p class="lead narrow-text">{t('writeup.askedBy', { name: by })}</p>
        {source && (
          <p>
            {t('writeup.saidIn')}
            {t('ui.colon')}
            <a href={source.href}>
              <Words text={source.title} />
            </a>
          </p>
        )}
        {closed && <p class="narrow-text">{t('writeup.fromClosed')}</p>}
      </header>
      {kept && <Notice tone="ok">{t('writeup.kept')}</Notice>}
      {one.record ? (
        <Notice>
          <p>
            {t('writeup.isPublished')} <a href={url`/records/${one.record}`}>{t('writeup.toRecord')}</a>
          </p>
        </Notice>
      ) : (
        passages.some(isWaiting) && (
          <p class="narrow-text">
            {t('writeup.silence')} <Time of={until.toISOString().slice(0, 10)} />
          </p>
        )
      )}
      <form class="form" method="post" action={url`/write-ups/${one.ref}/consent`}>
        <Faults attempt={attempt} />
        <Part {...props} passages={openly} all="all" both={both}>
          {t('writeup.saidOpenly')}
        </Part>
        <Part {...props} passages={sealed} all="allUnnamed" both={both} help={t('writeup.askedUnnamedHelp')}>
          {t('writeup.askedUnnamed')}
        </Part>
        <button class="button" type="submit">
          {t('writeup.sayIt')}
        </button>
      </form>
    </Page>
  )
}

interface PartProps extends ConsentProps {
  /** The field that answers for all of them. */
  all: string
  /** There is the other part too, so that it is said which this is. */
  both: boolean
  help?: string
  children: string
}

/** What they said with their name, or what they asked without: one says nothing for the other. */
const Part = ({ passages, all, both, help, children, ...props }: PartProps): JSX.Element | null =>
  passages.length === 0 ? null : (
    <section class="stack gap-4">
      {both && <h2>{children}</h2>}
      {both && help && <p class="soft narrow-text">{help}</p>}
      {passages.length > 1 && (
        <Pick
          name={all}
          label={t('writeup.forAll')}
          optional
          value={String(props.attempt?.values[all] ?? '')}
          choices={[
            { value: '', label: t('writeup.eachByItself') },
            ...choicesFor(props, all === 'allUnnamed'),
          ]}
        />
      )}
      {passages.map((passage) => (
        <Mine {...props} passages={passages} passage={passage} rank={both ? 3 : 2} />
      ))}
    </section>
  )

const Mine = ({
  passage,
  attempt,
  rank,
  ...props
}: ConsentProps & { passage: Passage; rank: Rank }): JSX.Element => {
  const { ref, label, lang, words, original } = passage
  const name = `passage-${ref}`
  return (
    <section class="rowed stack gap-3">
      {label && (
        <Heading rank={rank}>
          <Label of={label} />
        </Heading>
      )}
      <blockquote>
        <Markdown lang={lang} text={words} />
      </blockquote>
      {words !== original && (
        <details>
          <summary>{t('writeup.original')}</summary>
          <Markdown lang={lang} text={original} />
        </details>
      )}
      {passage.leftOut && <p class="soft">{leftOutName(passage.leftOut)}</p>}
      <Pick
        name={name}
        label={t('writeup.howToStand')}
        help={passage.sealed ? t('writeup.staysUnnamed') : undefined}
        optional="unsaid"
        value={String(attempt?.values[name] ?? passage.answer ?? '')}
        choices={[{ value: '', label: t('writeup.notSaidYet') }, ...choicesFor(props, passage.sealed)]}
      />
    </section>
  )
}

const choicesFor = ({ groups }: Pick<Asked, 'groups'>, sealed: boolean): Choice[] => [
  ...(sealed ? [] : [{ value: 'named', label: answerName('named') }]),
  { value: 'unnamed', label: answerName('unnamed') },
  ...(sealed || groups.length === 0
    ? []
    : [{ value: 'group', label: t('writeup.asGroupOf', { group: formatList(groups) }) }]),
  { value: 'no', label: answerName('no') },
]
