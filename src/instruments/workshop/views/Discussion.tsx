import { reader } from '../../../base/i18n/reader.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { Paragraphs } from '../../views/Value.tsx'
import { commentsShown, type Supporter } from '../discussing.ts'
import { Name, ofForm } from './frame.tsx'
import type { ProposalProps } from './ProposalPage.tsx'

/** Who would use it, and for those who speak for an organisation the way to say so. */
export const Support = ({ view: { whole, supporters, mayTell } }: ProposalProps): JSX.Element => (
  <section class="stack gap-3" id="support">
    <h2>{t('workshop.support')}</h2>
    {supporters.length === 0 ? (
      <p class="soft">{t('workshop.noSupport')}</p>
    ) : (
      <ul class="stack gap-2">
        {supporters.map((one) => (
          <li class="row gap-2">
            <a href={url`/organisations/${one.slug}`}>
              <Words text={one.name} />
            </a>
            {one.mine && whole.state === 'open' && <Tell of={one} to={whole.ref} />}
          </li>
        ))}
      </ul>
    )}
    {whole.state === 'open' && mayTell.map((one) => <Tell of={one} to={whole.ref} would />)}
  </section>
)

const Tell = ({
  of: { slug, name },
  to,
  would,
}: {
  of: Pick<Supporter, 'slug' | 'name'>
  to: string
  would?: boolean
}): JSX.Element => (
  <form method="post" action={url`/proposals/${to}/support`}>
    <input type="hidden" name="organisation" value={slug} />
    {would && <input type="hidden" name="would" value="on" />}
    <button class="button quiet" type="submit">
      {would ? t('workshop.wouldUse', { name: inReach(name).text }) : t('workshop.wouldNot')}
    </button>
  </form>
)

/** What is said of it, the first first. */
export const Discussion = ({
  view: { whole, comments, said },
  page,
  signedIn,
  attempt,
}: ProposalProps): JSX.Element => {
  const mine = ofForm(attempt, 'comment')
  return (
    <section class="stack gap-3" id="discussion">
      <h2>{t('workshop.discussion')}</h2>
      {said === 0 && <p class="soft">{t('workshop.nobodySaid')}</p>}
      <ul class="stack">
        {comments.map(({ id, by, lang, words, at, own }) => (
          <li class="card" id={`said-${id}`}>
            <p class="soft">
              <Name of={by} /> · <Ago at={new Date(at)} />
            </p>
            <Paragraphs words={{ lang, text: words }} />
            {own && (
              <form method="post" action={url`/proposals/${whole.ref}/comments/${id}/removal`}>
                <button class="button quiet" type="submit">
                  {t('workshop.takeWordsBack')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <Pages page={page} size={commentsShown} total={said} at={url`/proposals/${whole.ref}`} />
      {whole.state === 'open' && signedIn && (
        <form class="form" method="post" action={url`/proposals/${whole.ref}/comments`} novalidate>
          <input type="hidden" name="form" value="comment" />
          <input type="hidden" name="lang" value={reader().lang} />
          <Lines {...typed(mine, 'words')} label={t('workshop.sayIt')} rows={4} />
          <button class="button quiet" type="submit">
            {t('workshop.send')}
          </button>
        </form>
      )}
    </section>
  )
}
