import { reader } from '../../base/i18n/reader.ts'
import { formatNumber, label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Label } from '../../ui/parts/Words.tsx'
import { topicUrl } from '../address.ts'
import type { Branch } from '../tree.ts'
import type { VocabularyView } from '../vocabularies.ts'
import { VocabularyPage } from './VocabularyPage.tsx'

/** A vocabulary from its top topics down; each opens to those under it, without script. */
export const TreePage = ({
  vocabulary,
  tree,
}: {
  vocabulary: VocabularyView
  tree: Branch[]
}): JSX.Element => (
  <VocabularyPage vocabulary={vocabulary} way="tree">
    <Branches branches={tree} />
  </VocabularyPage>
)

const Branches = ({ branches, all }: { branches: Branch[]; all?: Branch }): JSX.Element => (
  <ul class="tree">
    {all && (
      <li>
        <a href={topicUrl(all)}>{t('vocabularies.allOf', { name: label(all.label) })}</a>
      </li>
    )}
    {inOrder(branches).map((branch) => (
      <li>{branch.narrower.length ? <Opening branch={branch} /> : <Leaf branch={branch} />}</li>
    ))}
    {all && all.count > branches.length && (
      <li>
        <a href={topicUrl(all)}>{t('vocabularies.moreUnder', { count: all.count - branches.length })}</a>
      </li>
    )}
  </ul>
)

const Opening = ({ branch }: { branch: Branch }): JSX.Element => (
  <details>
    <summary>
      <Label of={branch.label} /> <span class="count">{formatNumber(branch.count)}</span>
    </summary>
    <Branches branches={branch.narrower} all={branch} />
  </details>
)

/** Also one whose narrower topics have no room here: they stand on its page. */
const Leaf = ({ branch }: { branch: Branch }): JSX.Element => (
  <>
    <a href={topicUrl(branch)}>
      <Label of={branch.label} />
    </a>
    {branch.count > 0 && <span class="count"> {formatNumber(branch.count)}</span>}
  </>
)

function inOrder(branches: Branch[]): Branch[] {
  const { compare } = new Intl.Collator(reader().lang)
  return branches.toSorted((a, b) => compare(label(a.label), label(b.label)))
}
