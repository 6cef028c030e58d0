import { languageName, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { outside, url } from '../../../ui/url.ts'
import type { Consent } from '../../interchange.ts'
import { noticeWords } from '../names.ts'

/** What a group agreed to, and what that asks of whoever uses it; beside a published record, how it is taken back. */
export const ConsentGiven = ({ consent, record }: { consent: Consent; record?: Ref }): JSX.Element => (
  <>
    <p>
      <Words text={consent.for} />
    </p>
    <Facts>
      <Fact term={t('records.consentBy')}>{consent.by}</Fact>
      {consent.group && <Fact term={t('consent.forWhom')}>{consent.group}</Fact>}
      <Fact term={t('records.consentGiven')}>
        <Time of={consent.given} />
      </Fact>
      {consent.until && (
        <Fact term={t('records.consentUntil')}>
          <Time of={consent.until} />
        </Fact>
      )}
      {consent.readBackIn && (
        <Fact term={t('records.readBackIn')}>
          {asSentence(languageName(consent.readBackIn))}
          {consent.readBack && (
            <>
              {' · '}
              <Time of={consent.readBack} />
            </>
          )}
          {consent.agreed && ` · ${t('consent.agreedBy', { name: consent.agreed })}`}
        </Fact>
      )}
      {consent.conditions && (
        <Fact term={t('records.conditions')}>
          <Words text={consent.conditions} />
        </Fact>
      )}
      {consent.notices && (
        <Fact term={t('consent.notices')}>
          <ul class="stack gap-2">
            {consent.notices.map((code) => {
              const { name, says } = noticeWords(code)
              return (
                <li>
                  <strong>{name}</strong>
                  {t('ui.colon')}
                  {says}
                </li>
              )
            })}
          </ul>
          <p>
            <a href={outside('https://localcontexts.org/')!}>{t('consent.localContexts')}</a>
          </p>
        </Fact>
      )}
    </Facts>
    {consent.warned && <p class="soft narrow-text">{t('consent.wereWarned')}</p>}
    {record && (
      <p>
        <a href={url`/records/${record}/consent`}>{t('consent.takeBackHow')}</a>
      </p>
    )}
  </>
)
