import { inReach, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { type Choice, Pick } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { LibrariesAround } from '../around.ts'
import { libraryUrl } from '../item.ts'

/** On the page of a thing: the communities that keep it at hand, and the way into the library of one of the reader's. */
export const InLibraries = ({ of, around }: { of: Ref; around: LibrariesAround }): JSX.Element => (
  <section class="stack gap-3 unprinted" id="in-libraries">
    {around.keptBy.length > 0 && <h2>{t('practice.inLibraries')}</h2>}
    {around.keptBy.length > 0 && (
      <ul class="row gap-3">
        {around.keptBy.map((community) => (
          <li>
            <a href={libraryUrl(community)}>
              <Words text={community.name} />
            </a>
          </li>
        ))}
      </ul>
    )}
    {around.mine.length > 0 && (
      <details>
        <summary>{t('practice.putIntoLibrary')}</summary>
        <form class="inline-form" action={url`/libraries/additions`}>
          <input type="hidden" name="thing" value={of} />
          <Pick name="community" label={t('conversations.whereTo')} choices={libraryChoices(around)} />
          <button class="button quiet" type="submit">
            {t('practice.goOn')}
          </button>
        </form>
      </details>
    )}
  </section>
)

export const libraryChoices = ({ mine }: LibrariesAround): Choice[] =>
  mine.map(({ slug, name }) => ({ value: slug, label: inReach(name).text }))
