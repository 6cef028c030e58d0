import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import { newRef } from '../../../base/ids.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Feed, FeedItem } from '../../../ui/parts/Feed.tsx'
import { Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { TheOther } from '../../views/TheOther.tsx'
import {
  isGoing,
  limits,
  type Mentorship,
  mayAgree,
  mayDecline,
  mayNote,
  mayPropose,
  mayReflect,
  mayTakeBack,
  type Note,
} from '../mentorship.ts'
import { mentorshipStateName } from '../names.ts'
import type { Log } from '../reading.ts'
import { Agreed, Proposed } from './Agreed.tsx'
import { Reflections } from './Reflections.tsx'
import { TermsFields } from './TermsFields.tsx'

export interface MentorshipProps {
  one: Mentorship
  log: Log
  page: number
  attempt?: Attempt
}

/** A mentorship, as its two see it: what they agreed, what they wrote down, how it ends. */
export const MentorshipPage = (props: MentorshipProps): JSX.Element => {
  const { one, attempt } = props
  const name = one.with?.name || t('exchange.aMember')
  const title = one.mentors ? t('mentorship.titleMentor', { name }) : t('mentorship.titleMentee', { name })
  return (
    <Page title={title} unlisted levels={[{ name: t('mentorship.mentorships'), href: url`/mentorships` }]}>
      <header class="stack gap-2">
        <h1>{title}</h1>
        <p class="row gap-2">
          <Tag tone={one.state === 'agreed' ? 'ok' : undefined}>{mentorshipStateName(one.state)}</Tag>
        </p>
        <p class="soft">{t('mentorship.onlyTwo')}</p>
      </header>
      <Faults attempt={attempt} />
      <Agreed one={one} />
      <Proposed one={one} />
      <Answer {...props} />
      {mayReflect(one) && <Reflections {...props} name={name} />}
      {mayNote(one) && <NoteForm {...props} />}
      <LogOf {...props} />
      {mayPropose(one) && <OtherTerms {...props} />}
      {isGoing(one) && <Ending {...props} />}
      <TheOther other={one.with} />
    </Page>
  )
}

const Answer = ({ one }: MentorshipProps): JSX.Element | null => {
  return mayAgree(one) || mayDecline(one) || mayTakeBack(one) ? (
    <div class="row">
      {mayAgree(one) && <Act action={url`/mentorships/${one.ref}/agreement`}>{t('mentorship.agree')}</Act>}
      {mayDecline(one) && <Act action={url`/mentorships/${one.ref}/declining`}>{t('exchange.no')}</Act>}
      {mayTakeBack(one) && (
        <Act action={url`/mentorships/${one.ref}/declining`}>{t('exchange.takeBack')}</Act>
      )}
      {mayAgree(one) && <a href={url`#terms`}>{t('mentorship.otherTerms')}</a>}
    </div>
  ) : null
}

const NoteForm = ({ one, attempt }: MentorshipProps): JSX.Element => (
  <form class="form" method="post" action={url`/mentorships/${one.ref}/notes`} novalidate>
    <h2>{t('mentorship.writeDown')}</h2>
    <input type="hidden" name="once" value={typed(attempt, 'once').value ?? newRef()} />
    <Lines
      {...typed(attempt, 'words')}
      label={t('mentorship.note')}
      help={t('mentorship.noteHelp')}
      rows={4}
    />
    <Line
      {...typed(attempt, 'day')}
      type="date"
      label={t('mentorship.meetingDay')}
      help={t('mentorship.meetingDayHelp')}
      optional
    />
    <Pick
      {...typed(attempt, 'lang')}
      value={typed(attempt, 'lang').value ?? reader().lang}
      label={t('conversations.inWhichLanguage')}
      choices={languageChoices()}
    />
    <button class="button" type="submit">
      {t('mentorship.keepNote')}
    </button>
  </form>
)

const LogOf = ({ one, log, page }: MentorshipProps): JSX.Element => (
  <section class="stack gap-3" id="log">
    <h2>{t('mentorship.log')}</h2>
    {log.notes.length === 0 ? (
      <p class="soft">{t('mentorship.noNotes')}</p>
    ) : (
      <>
        <Feed>
          {log.notes.map((note) => (
            <LogLine one={one} note={note} />
          ))}
        </Feed>
        <Pager
          page={page}
          size={limits.notes}
          total={log.total}
          address={(to) =>
            withQuery(url`/mentorships/${one.ref}`, new URLSearchParams(), {
              page: to > 1 ? String(to) : undefined,
            })
          }
        />
      </>
    )}
  </section>
)

const LogLine = ({ one, note }: { one: Mentorship; note: Note }): JSX.Element => (
  <FeedItem
    by={note.name || undefined}
    meta={
      <>
        <span>
          <bdi>{note.mine ? t('exchange.you') : note.name || t('exchange.aMember')}</bdi>
        </span>
        <span>
          {note.day ? t('mentorship.metOn', { day: formatDate(note.day) }) : formatDate(new Date(note.at))}
        </span>
        {note.mine && (
          <Act action={url`/mentorships/${one.ref}/notes/${note.id}/removal`}>{t('mentorship.takeOut')}</Act>
        )}
      </>
    }
  >
    <Markdown text={note.words} lang={note.lang} rank={3} />
  </FeedItem>
)

const OtherTerms = ({ one, attempt }: MentorshipProps): JSX.Element => {
  const tried = attempt?.values.purpose !== undefined ? attempt : undefined
  const now = one.proposed ?? { purpose: one.purpose, rhythm: one.rhythm ?? '', until: one.until ?? '' }
  return (
    <details class="stack gap-3" open={tried !== undefined || undefined} id="terms">
      <summary>{t('mentorship.otherTerms')}</summary>
      <form class="form" method="post" action={url`/mentorships/${one.ref}/terms`} novalidate>
        <TermsFields attempt={tried} terms={now} />
        <button class="button" type="submit">
          {t('mentorship.propose')}
        </button>
      </form>
    </details>
  )
}

const Ending = ({ one }: MentorshipProps): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('mentorship.pauseOrEnd')}</h2>
    <p class="soft narrow-text">{t('mentorship.endWords')}</p>
    <div class="row">
      {one.state === 'agreed' ? (
        <Act action={url`/mentorships/${one.ref}/pause`}>{t('mentorship.pause')}</Act>
      ) : (
        <Act action={url`/mentorships/${one.ref}/pause/removal`}>{t('mentorship.resume')}</Act>
      )}
      <Act action={url`/mentorships/${one.ref}/ending`}>{t('mentorship.end')}</Act>
    </div>
  </section>
)
