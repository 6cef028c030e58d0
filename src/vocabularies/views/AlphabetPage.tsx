import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { alphabetUrl, topicUrl } from '../address.ts'
import { type Alphabet, entriesAPage } from '../alphabet.ts'
import type { VocabularyView } from '../vocabularies.ts'
import { VocabularyPage } from './VocabularyPage.tsx'

interface AlphabetPageProps {
  vocabulary: VocabularyView
  alphabet: Alphabet
}

/** The topics of a vocabulary by their names in the reader's language. */
export const AlphabetPage = ({ vocabulary, alphabet }: AlphabetPageProps): JSX.Element => (
  <VocabularyPage
    vocabulary={vocabulary}
    way="alphabet"
    further={alphabet.page > 1 || alphabet.letter !== undefined}
  >
    {alphabet.letters.length > 1 && <Letters vocabulary={vocabulary} alphabet={alphabet} />}
    <ul class="columns">
      {alphabet.entries.map((entry) => (
        <li>
          <a href={topicUrl(entry)}>
            <Label of={entry.label} />
          </a>
          {entry.also.length > 0 && <span class="soft"> {entry.also.join(' · ')}</span>}
        </li>
      ))}
    </ul>
    <Pager
      page={alphabet.page}
      size={entriesAPage}
      total={alphabet.total}
      address={(page) => alphabetUrl(vocabulary, { letter: alphabet.letter, page })}
    />
  </VocabularyPage>
)

const Letters = ({ vocabulary, alphabet: { letters, letter: chosen } }: AlphabetPageProps): JSX.Element => (
  <nav aria-label={t('vocabularies.letters')}>
    <ul class="row gap-2">
      {[undefined, ...letters.map(({ letter }) => letter)].map((letter) => (
        <li>
          <a
            class={letter === chosen ? 'tag ok' : 'tag'}
            href={alphabetUrl(vocabulary, { letter })}
            aria-current={letter === chosen ? 'true' : undefined}
          >
            {letter ?? t('vocabularies.allLetters')}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
