import { t } from '../../base/i18n/t.ts'
import { type Fate, fates } from '../../base/mail/in/noting.ts'
import { mailInKept } from '../../base/mail/in/sweeping.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tabs } from '../../ui/parts/Tabs.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { CameIn, MailIn } from '../desk-mail-in.ts'
import { fateName, whyWords } from '../mail-in-names.ts'

const tones = { done: 'ok', failed: 'problem' } as const

/** Every message that came, what became of it and why. */
export const MailInPage = ({
  mails,
  on,
  total,
  size,
  fate,
  page,
}: MailIn & { page: number }): JSX.Element => {
  const address = (of: Fate | undefined, to = 1) =>
    withQuery(url`/desk/mail-in`, new URLSearchParams(), {
      fate: of,
      page: to > 1 ? String(to) : undefined,
    })
  return (
    <Page title={t('mailin.mailIn')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('mailin.mailIn')}</h1>
      <p class="narrow-text">{t('mailin.mailInWords', mailInKept)}</p>
      {!on && <Notice tone="tacit">{t('mailin.mailInOff')}</Notice>}
      <Tabs
        name={t('mailin.mailIn')}
        tabs={[undefined, ...fates].map((one) => ({
          label: one ? fateName(one) : t('mailin.fateAll'),
          href: address(one),
          current: one === fate,
        }))}
      />
      {total === 0 ? (
        <Empty next={{ href: url`/desk`, words: t('site.desk') }}>
          {fate ? t('mailin.none') : t('mailin.nothingCame')}
        </Empty>
      ) : (
        <>
          <ul class="stack gap-4">
            {mails.map((mail) => (
              <One mail={mail} />
            ))}
          </ul>
          <Pager page={page} size={size} total={total} address={(to) => address(fate, to)} />
        </>
      )}
    </Page>
  )
}

const One = ({
  mail: { id, came, author, recipient, fate, why, made, mayTry },
}: {
  mail: CameIn
}): JSX.Element => (
  <li class="stack gap-1">
    <p class="row gap-2">
      <Tag tone={tones[fate as keyof typeof tones]}>{fateName(fate)}</Tag>
      <span>
        {t('mailin.from')} <bdi>{author ?? t('mailin.nobody')}</bdi>
      </span>
      <span>
        {t('mailin.to')}{' '}
        <bdi>{recipient === null ? t('mailin.inLetter') : recipient || t('mailin.nobody')}</bdi>
      </span>
      <Ago at={new Date(came)} />
    </p>
    {why && <p class="soft">{whyWords(why)}</p>}
    {made && (
      <p class="soft">
        {t('mailin.whatItMade')}{' '}
        <a href={made.href}>
          <Words text={made.title} />
        </a>
      </p>
    )}
    {(mayTry || fate === 'failed') && (
      <div class="row gap-2">
        {mayTry && (
          <form method="post" action={url`/desk/mail-in/${id}/retry`}>
            <button class="button quiet" type="submit">
              {t('site.tryAgain')}
            </button>
          </form>
        )}
        {fate === 'failed' && (
          <form method="post" action={url`/desk/mail-in/${id}/aside`}>
            <button class="button quiet" type="submit">
              {t('mailin.putAside')}
            </button>
          </form>
        )}
      </div>
    )}
  </li>
)
