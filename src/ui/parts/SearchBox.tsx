import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'
import { url } from '../url.ts'
import { Icon } from './Icon.tsx'

interface SearchBoxProps {
  /** `bar`: in the bar of every page; `big`: where searching is the point of the page. One of each at most. */
  size: 'bar' | 'big'
  q?: string
  placeholder?: string
  /** What else the search keeps: filters already chosen. */
  keep?: [name: string, value: string][]
}

/** One box for everything: a form that works by itself; with script it suggests while one types. */
export function SearchBox({ size, q, placeholder, keep = [] }: SearchBoxProps): JSX.Element {
  const list = `suggestions-${size}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers of 2021 do not know <search>
    <form class={size === 'big' ? 'search big' : 'search'} role="search" action={url`/search`}>
      {size === 'bar' && <Icon name="search" />}
      <auto-complete src={url`/search/suggestions`} for={list}>
        <input
          type="search"
          name="q"
          value={q}
          aria-label={t('ui.search')}
          placeholder={placeholder ?? t('ui.search')}
          enterkeyhint="search"
          autocomplete="off"
        />
        <ul id={list} aria-label={t('ui.suggestions')} />
      </auto-complete>
      {keep.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {size === 'big' ? (
        <button class="button" type="submit">
          <Icon name="search" />
          <span class="words">{t('ui.search')}</span>
        </button>
      ) : (
        <button class="button unseen" type="submit">
          {t('ui.search')}
        </button>
      )}
    </form>
  )
}
