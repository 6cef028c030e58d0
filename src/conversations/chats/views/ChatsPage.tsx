import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Feed } from '../../../ui/parts/Feed.tsx'
import { Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Upload } from '../../../ui/parts/Upload.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { most } from '../chat.ts'
import type { ListedChat } from '../chats.ts'
import { limits } from '../receiving.ts'

/** Chats that somebody brought to write up from: theirs alone. */
export const ChatsPage = ({
  chats,
  total,
  page,
}: {
  chats: ListedChat[]
  total: number
  page: number
}): JSX.Element => (
  <Page title={t('chats.chats')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
    <h1>{t('chats.chats')}</h1>
    {chats.length > 0 ? (
      <>
        <Feed>
          {chats.map((chat) => (
            <li class="stack">
              <h2>
                <a href={url`/chats/${chat.ref}`}>
                  <bdi>{chat.name}</bdi>
                </a>
              </h2>
              <p class="row gap-2 soft">
                <span>
                  {t('chats.messages', { count: chat.messages, shown: formatNumber(chat.messages) })}
                </span>
                <span>{t('chats.goes', { day: formatDate(chat.until) })}</span>
              </p>
            </li>
          ))}
        </Feed>
        {total > 20 && (
          <Pager
            page={page}
            size={20}
            total={total}
            address={(one) => withQuery(url`/chats`, new URLSearchParams(), { page: String(one) })}
          />
        )}
        <p class="row">
          <a class="button" href={url`/chats/new`}>
            {t('chats.bring')}
          </a>
        </p>
      </>
    ) : (
      <Empty next={{ href: url`/chats/new`, words: t('chats.bring') }}>{t('chats.none')}</Empty>
    )}
  </Page>
)

/** Chooses the export of a chat; one sent before has to be chosen again. */
export const NewChatPage = ({ lang, attempt }: { lang: string; attempt?: Attempt }): JSX.Element => {
  return (
    <Page
      title={t('chats.bring')}
      unlisted
      levels={[
        { name: t('ui.me'), href: url`/desk` },
        { name: t('chats.chats'), href: url`/chats` },
      ]}
    >
      <h1>{t('chats.bring')}</h1>
      <p class="narrow-text">{t('chats.bringWords')}</p>
      <Notice>{t('chats.onlyYou', { days: most.days })}</Notice>
      <form
        class="form"
        method="post"
        action={url`/chats/new`}
        enctype="multipart/form-data"
        data-turbo="false"
        novalidate
      >
        <Faults attempt={attempt} />
        <Line {...typed(attempt, 'name')} label={t('chats.name')} optional />
        <Pick
          {...typed(attempt, 'lang')}
          label={t('chats.lang')}
          value={typed(attempt, 'lang').value ?? lang}
          choices={languageChoices()}
        />
        <Upload
          name="file"
          fault={typed(attempt, 'file').fault}
          label={t('chats.file')}
          help={t('chats.fileHelp', { most: limits.sent / 1_000_000 })}
        />
        <button class="button" type="submit">
          {t('chats.send')}
        </button>
      </form>
    </Page>
  )
}
