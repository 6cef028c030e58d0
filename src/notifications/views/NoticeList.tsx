import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import type { Notice, NoticesOf } from '../notice.ts'
import { toldOf } from '../words.ts'

/** By place, what happened there last. */
export const NoticeList = ({ all, rank }: { all: NoticesOf[]; rank: Rank }): JSX.Element => (
  <Feed>
    {all.map((one) => (
      <Place {...one} rank={rank} />
    ))}
  </Feed>
)

const Place = ({ newest, total, unseen, rank }: NoticesOf & { rank: Rank }): JSX.Element => {
  const { title, lang, place } = toldOf(newest[0]!)
  return (
    <li>
      <div class="stack">
        <div class="row gap-3">
          <Heading rank={rank}>
            <a href={place}>
              <Said lang={lang}>{title}</Said>
            </a>
          </Heading>
          {unseen > 0 && <Tag tone="ok">{t('notices.new', { count: unseen })}</Tag>}
        </div>
        <ul class="stack">
          {newest.map((notice) => (
            <Line {...notice} />
          ))}
        </ul>
        {total > newest.length && (
          <p class="soft">{t('notices.earlier', { count: total - newest.length })}</p>
        )}
      </div>
    </li>
  )
}

const Line = (notice: Notice): JSX.Element => {
  const { line, href } = toldOf(notice)
  const words = <a href={href}>{line}</a>
  return (
    <li>
      {notice.unseen ? <strong>{words}</strong> : words}{' '}
      <span class="soft">
        <Ago at={new Date(notice.at)} />
      </span>
    </li>
  )
}
