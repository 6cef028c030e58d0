import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import { newRef } from '../../../base/ids.ts'
import { recordUrl } from '../../../records/address.ts'
import type { RecordVersion } from '../../../records/reading.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Asking } from '../asking.ts'

/** Asks a community what a policy means for it. */
export const MeaningPage = ({
  record,
  communities,
  attempt,
}: {
  record: RecordVersion
  communities: Asking[]
  attempt?: Attempt
}): JSX.Element => {
  const title = inReach(record.content.title).text
  const free = communities.filter(({ talked }) => !talked)
  const talked = communities.flatMap((one) => (one.talked ? [{ ...one, thread: one.talked }] : []))
  return (
    <Page title={t('implications.whatForUs')} unlisted levels={[{ name: title, href: recordUrl(record) }]}>
      <header class="stack gap-2">
        <h1 class="title">{t('implications.whatForUs')}</h1>
        <p class="lead narrow-text">
          <Words text={record.content.title} />
        </p>
      </header>
      <Faults attempt={attempt} />
      {talked.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('implications.talkedHere')}</h2>
          <ul class="stack gap-2">
            {talked.map(({ name, thread }) => (
              <li>
                <a href={threadUrl(thread)}>{thread.title}</a> · <Words text={name} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {communities.length === 0 && (
        <Empty next={{ href: url`/communities`, words: t('communities.communities') }}>
          {t('implications.noCommunity')}
        </Empty>
      )}
      {free.length > 0 && (
        <form class="form" method="post" action={url`/records/${record.ref}/meaning`} novalidate>
          <input type="hidden" name="once" value={[attempt?.values.once ?? newRef()].flat()[0]!} />
          <Choices
            {...typed(attempt, 'community')}
            label={t('implications.whichCommunity')}
            chosen={[attempt?.values.community ?? free[0]!.slug].flat()}
            choices={free.map(({ slug, name, minds }) => ({
              value: slug,
              label: <Words text={name} />,
              help: minds ? t('implications.minds') : undefined,
            }))}
          />
          <Line
            {...typed(attempt, 'title')}
            value={
              [attempt?.values.title ?? t('implications.defaultTitle', { title }).slice(0, 200)].flat()[0]
            }
            label={t('conversations.title')}
          />
          <Lines
            {...typed(attempt, 'body')}
            value={[attempt?.values.body ?? t('implications.defaultBody')].flat()[0]}
            label={t('implications.firstWords')}
            rows={6}
          />
          <Pick
            {...typed(attempt, 'lang')}
            value={[attempt?.values.lang ?? reader().lang].flat()[0]}
            label={t('implications.inLanguage')}
            choices={languageChoices()}
          />
          <button class="button" type="submit">
            {t('implications.openIt')}
          </button>
        </form>
      )}
    </Page>
  )
}
