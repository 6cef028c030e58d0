import type { Attempt } from '../../base/http/form.ts'
import { label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Behind } from '../desk-questionnaires.ts'

/** The records that answer an old edition of a questionnaire; the chosen ones are brought into the newest. */
export const BehindPage = ({
  slug,
  title,
  current,
  records,
  total,
  size,
  page,
  attempt,
}: Behind & { page: number; attempt?: Attempt }): JSX.Element => {
  const name = label(title) || slug
  const chosen = attempt && [attempt.values.ref ?? []].flat()
  return (
    <Page
      title={t('site.behindOf', { name })}
      unlisted
      levels={[
        { name: t('site.desk'), href: url`/desk` },
        { name: t('site.questionnaires'), href: url`/desk/questionnaires` },
      ]}
    >
      <h1>{t('site.behindOf', { name })}</h1>
      {records.length === 0 ? (
        <Empty next={{ href: url`/desk/questionnaires`, words: t('site.questionnaires') }}>
          {t('site.noneBehind')}
        </Empty>
      ) : (
        <>
          <p class="narrow-text">{t('site.behindWords', { current })}</p>
          <p>
            <a href={url`/instruments/${slug}/editions/${current}`}>{t('site.whatChanged', { current })}</a>
          </p>
          <form class="stack gap-3" method="post" action={url`/desk/questionnaires/${slug}/upgrade`}>
            <Faults attempt={attempt} />
            <fieldset class="field" id="ref" tabindex={-1}>
              <legend>{t('site.records')}</legend>
              {records.map(({ ref, title: words, edition }) => (
                <label class="choice">
                  <input
                    type="checkbox"
                    name="ref"
                    value={ref}
                    checked={chosen ? chosen.includes(ref) : true}
                  />
                  <span>
                    <a href={url`/records/${ref}`}>
                      <Words text={words} />
                    </a>{' '}
                    <span class="soft">{t('site.edition', { name: edition })}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            <p>
              <button class="button" type="submit">
                {t('site.upgradeChosen', { current })}
              </button>
            </p>
          </form>
          <Pager
            page={page}
            size={size}
            total={total}
            address={(to) => url`/desk/questionnaires/${slug}?page=${to}`}
          />
        </>
      )}
    </Page>
  )
}
