import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { type Place, placeName } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Thread } from '../../thread.ts'
import { most } from '../implication.ts'
import type { Implications } from '../reading.ts'
import { ImplicationLine } from './Line.tsx'

const nameOf = (code: string | null, places: Map<string, Place>): string | undefined => {
  const place = code === null ? undefined : places.get(code)
  return place && placeName(place)
}

/** All that a thread keeps of what a policy means, in its order. */
export const ImplicationsPage = ({
  thread,
  implications,
  total,
  page,
  keeps,
  places,
  attempt,
}: Implications & {
  thread: Thread
  page: number
  keeps: boolean
  /** By their codes. */
  places: Map<string, Place>
  attempt?: Attempt | undefined
}): JSX.Element => (
  <Page title={t('implications.title')} levels={[{ name: thread.title, href: threadUrl(thread) }]}>
    <h1 class="title">{t('implications.title')}</h1>
    <Faults attempt={attempt} />
    {total === 0 ? (
      <Empty
        next={
          keeps
            ? { href: url`/threads/${thread.ref}/implications/new`, words: t('implications.add') }
            : { href: threadUrl(thread), words: t('implications.readThread') }
        }
      >
        {t('implications.noneYet')}
      </Empty>
    ) : (
      keeps && (
        <p>
          <a class="button" href={url`/threads/${thread.ref}/implications/new`}>
            {t('implications.add')}
          </a>
        </p>
      )
    )}
    <ol class="stack gap-4" start={(page - 1) * most.listed + 1}>
      {implications.map((one) => (
        <li class="stack gap-2" id={`implication-${one.id}`}>
          <ImplicationLine thread={thread.ref} implication={one} place={nameOf(one.place, places)} />
          {keeps && total > 1 && (
            <form
              class="row gap-2 unprinted"
              method="post"
              action={url`/threads/${thread.ref}/implications/${String(one.id)}/order`}
            >
              <button class="button quiet" type="submit" name="way" value="up">
                {t('practice.up')}
              </button>
              <button class="button quiet" type="submit" name="way" value="down">
                {t('practice.down')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
    <Pages page={page} size={most.listed} total={total} at={url`/threads/${thread.ref}/implications`} />
  </Page>
)
