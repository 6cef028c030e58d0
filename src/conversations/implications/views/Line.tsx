import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Implication } from '../implication.ts'
import { levelName, stateName, stateTone } from '../names.ts'

/** One implication in a list: its words, how it stands and why, and where it holds. */
export const ImplicationLine = ({
  thread,
  implication,
  place,
}: {
  thread: string
  implication: Implication
  /** The name of the place where it holds. */
  place?: string
}): JSX.Element => {
  const { id, words, lang, state, reason, level, post } = implication
  return (
    <>
      <a href={url`/threads/${thread}/implications/${String(id)}`}>
        <Said lang={lang}>{words}</Said>
      </a>
      <div class="row gap-2 soft">
        <Tag tone={stateTone(state)}>{stateName(state)}</Tag>
        {level && <span>{levelName(level)}</span>}
        {place && <span>{place}</span>}
        {post && <a href={url`/posts/${post.ref}`}>{t('implications.fromPost', { nth: post.nth })}</a>}
      </div>
      {reason && (
        <p class="soft">
          <Said lang={reason.lang}>{reason.words}</Said>
        </p>
      )}
    </>
  )
}
