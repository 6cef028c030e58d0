import { t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Pick } from '../../../ui/parts/Fields.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url } from '../../../ui/url.ts'
import { roleName } from '../../names.ts'
import type { Draft } from '../../writing/drafts.ts'
import { creditRoles } from '../crediting.ts'
import type { Credit, Writer } from '../people.ts'
import { attemptAt, CreditFields } from './CreditFields.tsx'
import type { DraftPeoplePageProps } from './DraftPeoplePage.tsx'

/** Those who write, each with what they are credited as; one's own can be changed, others' proposed. */
export const Writers = (props: DraftPeoplePageProps): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('contributors.writers')}</h2>
    <ul class="stack gap-5">
      {props.writers.map((writer, i) => (
        <li class="stack gap-2">
          <h3 class="row gap-2">
            <a href={url`/people/${writer.handle}`}>{writer.name}</a>
            {i === 0 && <Tag tone="ok">{t('contributors.leads')}</Tag>}
            {writer.id === props.me && <Tag>{t('contributors.you')}</Tag>}
          </h3>
          {writer.credits.length === 0 && <p class="soft">{t('contributors.notCredited')}</p>}
          <ul class="stops">
            {writer.credits.map((credit) =>
              writer.id === props.me && !credit.agreed ? (
                <Proposed draft={props.draft} credit={credit} />
              ) : (
                <CreditLine draft={props.draft} credit={credit} mayRemove={writer.id === props.me} />
              ),
            )}
          </ul>
          {writer.id === props.me ? <Own {...props} writer={writer} /> : <Other {...props} writer={writer} />}
        </li>
      ))}
    </ul>
  </section>
)

interface CreditLineProps {
  draft: Draft
  credit: Credit
  mayRemove: boolean
}

export const CreditLine = ({ draft, credit, mayRemove }: CreditLineProps): JSX.Element => (
  <li>
    <span>
      {creditWords(credit)}
      {!credit.agreed && <span class="soft"> {t('contributors.proposedBy', { name: credit.addedBy })}</span>}
    </span>
    {mayRemove && (
      <Act
        action={url`/drafts/${draft.ref}/people/credits/${credit.id}/removal`}
        name={roleName(credit.role)}
      >
        {t('contributors.removeCredit')}
      </Act>
    )}
  </li>
)

/** "Author: Awa, of the cooperative"; how somebody who is not named is shown, in words. */
function creditWords({ role, shown, name, organisation }: Credit): string {
  const as = shown === 'group' ? t('records.asGroup', { role: roleName(role) }) : roleName(role)
  const who = shown === 'unnamed' ? t('contributors.unnamed') : (name ?? '')
  return t('contributors.credit', {
    role: asSentence(as),
    who: organisation ? `${who} (${organisation})` : who,
  })
}

const Proposed = ({ draft, credit }: { draft: Draft; credit: Credit }): JSX.Element => (
  <li>
    <span>{t('contributors.youAreProposed', { name: credit.addedBy, role: roleName(credit.role) })}</span>
    <span class="row gap-2">
      <Act
        action={url`/drafts/${draft.ref}/people/credits/${credit.id}`}
        hidden={{ role: credit.role, shown: 'named', name: '', organisation: '' }}
      >
        {t('contributors.agree')}
      </Act>
      <Act action={url`/drafts/${draft.ref}/people/credits/${credit.id}/removal`}>
        {t('contributors.decline')}
      </Act>
    </span>
  </li>
)

const Own = ({ draft, writer, attempt }: DraftPeoplePageProps & { writer: Writer }): JSX.Element => {
  const [first] = writer.credits.filter(({ agreed }) => agreed)
  return (
    <>
      {first && (
        <details class="fold" open={attemptAt(attempt, 'own') !== undefined}>
          <summary>{t('contributors.changeMine')}</summary>
          {writer.credits
            .filter(({ agreed }) => agreed)
            .map((credit) => (
              <form
                class="form"
                method="post"
                action={url`/drafts/${draft.ref}/people/credits/${credit.id}`}
                novalidate
              >
                <input type="hidden" name="form" value="own" />
                <CreditFields
                  {...credit}
                  id={`own-${credit.id}`}
                  own
                  name={credit.shown === 'group' ? credit.name : ''}
                  attempt={attemptAt(attempt, 'own')}
                />
                <button class="button" type="submit">
                  {t('contributors.save')}
                </button>
              </form>
            ))}
        </details>
      )}
      <details class="fold" open={attemptAt(attempt, 'mine') !== undefined}>
        <summary>{t('contributors.alsoCreditMe')}</summary>
        <form class="form" method="post" action={url`/drafts/${draft.ref}/people/credits`} novalidate>
          <input type="hidden" name="form" value="mine" />
          <CreditFields id="mine" own attempt={attemptAt(attempt, 'mine')} />
          <button class="button" type="submit">
            {t('contributors.alsoCreditMe')}
          </button>
        </form>
      </details>
    </>
  )
}

const Other = ({ draft, leads, writer }: DraftPeoplePageProps & { writer: Writer }): JSX.Element => (
  <details class="fold">
    <summary>{t('contributors.more', { name: writer.name })}</summary>
    <div class="stack gap-3">
      <form class="inline-form" method="post" action={url`/drafts/${draft.ref}/people/proposals`}>
        <input type="hidden" name="person" value={String(writer.id)} />
        <Pick
          name="role"
          id={`proposed-${writer.id}`}
          label={t('contributors.propose')}
          help={t('contributors.proposeHelp')}
          choices={creditRoles.map((one) => ({ value: one, label: asSentence(roleName(one)) }))}
        />
        <button class="button quiet" type="submit">
          {t('contributors.proposeButton')}
        </button>
      </form>
      {leads && (
        <div class="row gap-2">
          <Act
            action={url`/drafts/${draft.ref}/people/lead`}
            hidden={{ person: String(writer.id) }}
            name={writer.name}
          >
            {t('contributors.handLead')}
          </Act>
          <Act
            action={url`/drafts/${draft.ref}/people/removal`}
            hidden={{ person: String(writer.id) }}
            name={writer.name}
          >
            {t('contributors.removeWriter')}
          </Act>
        </div>
      )}
      {leads && <p class="help narrow-text">{t('contributors.removeWords')}</p>}
    </div>
  </details>
)
