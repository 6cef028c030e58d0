import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { AskedToKeep, OfNoun } from '../../../base/things/handing.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { keyOf } from '../handing-over.ts'

/** What the reader is asked to keep: some of it, or all, with one click. */
export const AskedToKeepPage = ({
  asked,
  attempt,
}: {
  asked: OfNoun<AskedToKeep>[]
  attempt?: Attempt
}): JSX.Element => (
  <Page title={t('freshness.askedToKeep')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
    <h1>{t('freshness.askedToKeep')}</h1>
    <Faults attempt={attempt} />
    {asked.length === 0 ? (
      <Empty next={{ href: url`/desk`, words: t('freshness.toDesk') }}>{t('freshness.askedNothing')}</Empty>
    ) : (
      <>
        <p class="narrow-text">{t('freshness.askedToKeepWords')}</p>
        <form class="stack gap-4" method="post" action={url`/desk/asked-to-keep`}>
          <p class="row gap-2">
            <button class="button" type="submit" name="answer" value="all">
              {t('freshness.keepAll', { count: asked.length })}
            </button>
          </p>
          <ul class="stack gap-2">
            {asked.map((one) => (
              <li>
                <label class="choice">
                  <input type="checkbox" name="thing" value={keyOf(one)} />
                  <span>
                    <Words text={one.title} />
                    <br />
                    <small>
                      {one.by ? t('freshness.askedBy', { name: one.by }) : t('freshness.askedBySomebody')}
                    </small>
                  </span>
                </label>{' '}
                <a href={one.href}>{t('freshness.readIt')}</a>
              </li>
            ))}
          </ul>
          <p class="row gap-2">
            <button class="button quiet" type="submit" name="answer" value="yes">
              {t('freshness.keepThese')}
            </button>
            <button class="button quiet" type="submit" name="answer" value="no">
              {t('freshness.notThese')}
            </button>
          </p>
        </form>
      </>
    )}
  </Page>
)
