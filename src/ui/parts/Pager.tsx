import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'
import { Icon } from './Icon.tsx'

interface PagerProps {
  /** From 1. */
  page: number
  size: number
  total: number
  /** There are more than `total`. */
  beyond?: boolean
  address: (page: number) => Url
}

/** "21–40 of 312", with the pages before and after. A single page shows only how many there are, and none nothing. */
export function Pager({ page, size, total, beyond, address }: PagerProps): JSX.Element {
  if (total === 0) return <></>
  const last = Math.ceil(total / size)
  const values = {
    from: formatNumber((page - 1) * size + 1),
    to: formatNumber(Math.min(page * size, total)),
    total: beyond ? t('ui.moreThan', { total: formatNumber(total) }) : formatNumber(total),
  }
  return (
    <nav class="pager" aria-label={t('ui.pages')}>
      {page > 1 && (
        <a class="button quiet" rel="prev" href={address(page - 1)}>
          <Icon name="previous" />
          {t('ui.previous')}
        </a>
      )}
      <span class="soft">{t('ui.range', values)}</span>
      {page < last && (
        <a class="button quiet" rel="next" href={address(page + 1)}>
          {t('ui.next')}
          <Icon name="next" />
        </a>
      )}
    </nav>
  )
}
