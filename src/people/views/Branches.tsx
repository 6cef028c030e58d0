import { inReach, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Named, Organisation } from '../organisations.ts'
import { Act } from './Act.tsx'

/** For those who keep the page: what it asks to be a branch of, what asks to be a branch of it, and its branches. */
export const BranchesOf = ({
  organisation: { slug, keeps, branches, asking, asksParent },
}: {
  organisation: Organisation
}): JSX.Element | null =>
  keeps ? (
    <>
      {asksParent && (
        <section class="stack gap-3">
          <h2>{t('people.partOf')}</h2>
          <div class="row apart">
            <p>
              {t('people.asksToBeBranch')} <Other {...asksParent} />
            </p>
            <Act action={url`/organisations/${slug}/parent/end`} name={inReach(asksParent.name).text}>
              {t('people.takeBackAsking')}
            </Act>
          </div>
        </section>
      )}
      {branches.length + asking.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('people.branches')}</h2>
          <ul class="stack gap-2">
            {asking.map((one) => (
              <li class="row apart">
                <span class="row gap-2">
                  <Other {...one} />
                  <Tag tone="tacit">{t('people.branchAsking')}</Tag>
                </span>
                <span class="row gap-2">
                  <Act action={branchUrl(slug, one, 'acceptance')} name={inReach(one.name).text}>
                    {t('people.accept')}
                  </Act>
                  <Act action={branchUrl(slug, one, 'end')} name={inReach(one.name).text}>
                    {t('people.sayNo')}
                  </Act>
                </span>
              </li>
            ))}
            {branches.map((one) => (
              <li class="row apart">
                <Other {...one} />
                <Act action={branchUrl(slug, one, 'end')} name={inReach(one.name).text}>
                  {t('people.endBelonging')}
                </Act>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  ) : null

const branchUrl = (slug: string, branch: Named, act: 'acceptance' | 'end'): Url =>
  url`/organisations/${slug}/branches/${branch.slug}/${act}`

const Other = ({ slug, name }: Named): JSX.Element => (
  <a href={url`/organisations/${slug}`}>
    <Words text={name} />
  </a>
)
