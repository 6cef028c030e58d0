import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Answer } from '../looking.ts'

/** What was said of a record by those who looked at it again, newest first. */
export const Said = ({ said }: { said: Answer[] }): JSX.Element => (
  <ol class="stack gap-3">
    {said.map((one) => (
      <li class="stack gap-1">
        <span class="row gap-2">
          {one.said === 'true' ? (
            <Tag tone="ok">{t('freshness.stillTrue')}</Tag>
          ) : (
            <Tag tone={one.over ? undefined : 'problem'}>
              {one.over ? t('freshness.wasDoubted') : t('freshness.doubted')}
            </Tag>
          )}
          <span>
            {t('freshness.lookedAt', { day: formatDate(one.at.slice(0, 10)), version: one.version })}{' '}
            <Who {...one} />
          </span>
          {one.until && <small>{t('freshness.goodUntil', { day: formatDate(one.until) })}</small>}
        </span>
        {one.words && (
          <p class="narrow-text">
            <Words text={one.words} />
          </p>
        )}
      </li>
    ))}
  </ol>
)

function Who({ name, handle }: Answer): JSX.Element {
  if (handle) return <a href={url`/people/${handle}`}>{name}</a>
  return <bdi>{name || t('freshness.whoLeft')}</bdi>
}
