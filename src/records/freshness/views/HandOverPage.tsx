import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import { roleName } from '../../../people/names.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { HandOver } from '../handing-over.ts'
import { HandOverForm } from './HandOverForm.tsx'

type HandOverPageProps = HandOver & { page: number; attempt?: Attempt }

/** All that the reader keeps: whom to ask about each, or one person about all, and what was answered. */
export const HandOverPage = (props: HandOverPageProps): JSX.Element => {
  const { total, attempt } = props
  return (
    <Page
      title={t('freshness.handOver')}
      unlisted
      levels={[{ name: t('people.account'), href: url`/account` }]}
    >
      <h1>{t('freshness.handOver')}</h1>
      <p class="narrow-text">{t('freshness.handOverWords')}</p>
      <Faults attempt={attempt} />
      {total === 0 ? (
        <Empty next={{ href: url`/account`, words: t('people.account') }}>{t('freshness.keepNothing')}</Empty>
      ) : (
        <HandOverForm {...props} action={url`/account/hand-over`} />
      )}
      <Ends {...props} />
      <p>
        <a href={url`/account/deletion`}>{t('people.deletion')}</a>
      </p>
    </Page>
  )
}

/** Rights and mandates, which others give and end. */
const Ends = ({ held: { rights, speaksFor } }: HandOver): JSX.Element | null =>
  rights.length + speaksFor.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('people.endsWithAccount')}</h2>
      <ul class="stack gap-2">
        {speaksFor.map(({ slug, name }) => (
          <li>
            {t('people.youSpeakFor')}{' '}
            <a href={url`/organisations/${slug}`}>
              <Words text={name} />
            </a>
          </li>
        ))}
        {rights.map(({ role, since, alone }) => (
          <li class="row gap-2">
            {t('people.rightSince', { role: roleName(role), date: formatDate(new Date(since)) })}
            {alone && <Tag tone="problem">{t('people.nobodyElse')}</Tag>}
          </li>
        ))}
      </ul>
      <p class="narrow-text soft">{t('freshness.endsWords')}</p>
    </section>
  )
