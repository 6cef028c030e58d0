import { languageName, t } from '../../../base/i18n/t.ts'
import { WordsChanged } from '../../../records/review/views/Differences.tsx'
import { wordsBetween } from '../../../records/review/word-differences.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { within } from '../../../ui/url.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import type { TextPlace } from '../place.ts'
import type { Version } from '../text.ts'
import { By } from './By.tsx'

interface VersionProps {
  place: TextPlace
  version: Version
  before?: Version
  newest: number
}

/** A version as it was: what changed in it, and all of it. */
export const VersionPage = ({ place, version, before, newest }: VersionProps): JSX.Element => {
  const { number, lang, body, note, by, at } = version
  const head = t('practice.versionHead', { number })
  return (
    <CommunityFrame community={place.community} tab={place.tab} title={head} unlisted>
      <article class="stack gap-5">
        <header class="stack gap-3">
          <h2>{head}</h2>
          <p>
            <a href={place.address}>
              <Words text={place.title} />
            </a>
          </p>
          <p class="row soft">
            <By by={by} />
            <Ago at={new Date(at)} />
            <span>{languageName(lang)}</span>
          </p>
          {note && (
            <p>
              <Said lang={lang}>{note}</Said>
            </p>
          )}
          <ul class="row unprinted">
            {number > 1 && (
              <li>
                <a href={within(place.base, 'versions', number - 1)}>{t('practice.olderVersion')}</a>
              </li>
            )}
            {number < newest && (
              <li>
                <a href={within(place.base, 'versions', number + 1)}>{t('practice.newerVersion')}</a>
              </li>
            )}
            <li>
              <a href={within(place.base, 'history')}>{t('practice.history')}</a>
            </li>
          </ul>
          {place.writes && number < newest && (
            <form
              class="unprinted"
              method="post"
              action={within(place.base, 'versions', number, 'restoration')}
            >
              <button class="button quiet" type="submit">
                {t('practice.restore')}
              </button>
            </form>
          )}
        </header>
        {before && (
          <section class="stack gap-3 changes">
            <h3>{t('practice.whatChanged')}</h3>
            <Changes from={before} to={version} />
          </section>
        )}
        <section class="stack gap-3">
          <h3>{t('practice.asItWas')}</h3>
          {version.title && (
            <p class="lead">
              <Said lang={lang}>{version.title}</Said>
            </p>
          )}
          <Markdown text={body} lang={lang} rank={4} />
        </section>
      </article>
    </CommunityFrame>
  )
}

/** In words: what went struck out, what came marked. */
export const Changes = ({
  from,
  to,
}: {
  from: Pick<Version, 'title' | 'body' | 'lang'>
  to: Pick<Version, 'title' | 'body' | 'lang'>
}): JSX.Element => {
  const all = [
    ...wordsBetween({ [from.lang]: from.title }, { [to.lang]: to.title }),
    ...wordsBetween({ [from.lang]: from.body }, { [to.lang]: to.body }),
  ]
  return all.length ? (
    <>
      {all.map((one) => (
        <WordsChanged {...one} />
      ))}
    </>
  ) : (
    <p class="soft">{t('practice.nothingChanged')}</p>
  )
}
