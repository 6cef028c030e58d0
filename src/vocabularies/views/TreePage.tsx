import { reader } from '../../base/i18n/reader.ts'
import { label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Label } from '../../ui/parts/Words.tsx'
import { topicUrl } from '../address.ts'
import type { Branch } from '../tree.ts'
import type { VocabularyView } from '../vocabularies.ts'
import { Entries } from './Entries.tsx'
import { VocabularyPage } from './VocabularyPage.tsx'

interface TreePageProps {
  vocabulary: VocabularyView
  tree: Branch[]
  /** How much is known under each topic, by its id. */
  known: Map<number, number>
}

/** A vocabulary from its top topics down; each opens to those under it, without script. */
export const TreePage = ({ vocabulary, tree, known }: TreePageProps): JSX.Element => (
  <VocabularyPage vocabulary={vocabulary} way="tree">
    <Branches branches={tree} known={known} />
  </VocabularyPage>
)

type Known = Pick<TreePageProps, 'known'>

const Branches = ({ branches, all, known }: { branches: Branch[]; all?: Branch } & Known): JSX.Element => (
  <ul class="tree">
    {all && (
      <li>
        <a href={topicUrl(all)}>{t('vocabularies.allOf', { name: label(all.label) })}</a>
      </li>
    )}
    {inOrder(branches).map((branch) => (
      <li>
        {branch.narrower.length ? (
          <Opening branch={branch} known={known} />
        ) : (
          <Leaf branch={branch} known={known} />
        )}
      </li>
    ))}
    {all && all.count > branches.length && (
      <li>
        <a href={topicUrl(all)}>{t('vocabularies.moreUnder', { count: all.count - branches.length })}</a>
      </li>
    )}
  </ul>
)

const Opening = ({ branch, known }: { branch: Branch } & Known): JSX.Element => (
  <details>
    <summary>
      <Label of={branch.label} />
      <Entries count={known.get(branch.id)} />
    </summary>
    <Branches branches={branch.narrower} all={branch} known={known} />
  </details>
)

/** Also one whose narrower topics have no room here: they stand on its page. */
const Leaf = ({ branch, known }: { branch: Branch } & Known): JSX.Element => (
  <>
    <a href={topicUrl(branch)}>
      <Label of={branch.label} />
    </a>
    <Entries count={known.get(branch.id)} />
  </>
)

function inOrder(branches: Branch[]): Branch[] {
  const { compare } = new Intl.Collator(reader().lang)
  return branches.toSorted((a, b) => compare(label(a.label), label(b.label)))
}
