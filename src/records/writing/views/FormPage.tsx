import { randomUUID } from 'node:crypto'
import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Label } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { askedAs } from '../asked-on.ts'
import { nameOfDraft } from '../naming.ts'
import type { SectionView } from '../section-view.ts'
import { Groups } from './Groups.tsx'
import { HeadFields } from './HeadFields.tsx'
import { Keeper } from './Keeper.tsx'
import { Rail, StopName, stopUrl } from './Rail.tsx'

export type FormPageProps = SectionView & {
  attempt?: Attempt
  /** A row that was just taken out: it can be put back. */
  takenOut?: string
}

/** One page of the form; everything on it is sent at once, whatever button is pressed. */
export function FormPage(props: FormPageProps): JSX.Element {
  const { draft, id, section, head, rail, after, attempt, takenOut } = props
  const here = rail.find((stop) => stop.id === id)!
  const page = String(attempt?.values.page ?? randomUUID())
  const revision = String(attempt?.values.revision ?? draft.revision)
  return (
    <Page
      title={nameOfDraft(draft)}
      unlisted
      levels={[
        { name: t('writing.mine'), href: url`/write` },
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">
          <StopName stop={here} />
        </h1>
        {section?.help ? (
          <p class="lead narrow-text">
            <Label of={section.help} />
          </p>
        ) : (
          !section && <p class="lead narrow-text">{t('writing.essentialsWords')}</p>
        )}
      </header>
      <div class="with-toc">
        <Rail draft={draft} rail={rail} at={id} />
        <form
          class="form writing"
          method="post"
          action={stopUrl(draft, here)}
          data-asked={askedAs(props.groups)}
          novalidate
        >
          <input type="hidden" name="revision" value={revision} />
          <input type="hidden" name="page" value={page} />
          {/* What the Enter key presses. */}
          <button type="submit" name="act" value="stay" hidden>
            {t('writing.save')}
          </button>
          <Faults attempt={attempt} />
          {takenOut && (
            <Notice>
              <p>{t('writing.takenOut')}</p>
              <button class="button quiet" type="submit" name="act" value={`back:${takenOut}`}>
                {t('writing.putBack')}
              </button>
            </Notice>
          )}
          {head.length > 0 && <HeadFields {...props} />}
          <Groups {...props} />
          <Keeper draft={draft} at={id} />
          <div class="row gap-3">
            <button class="button" type="submit" name="act" value="next">
              {after
                ? t('writing.saveAndGoOn', { next: stopWords(after.section) })
                : t('writing.saveAndCheck')}
            </button>
            <button class="button quiet" type="submit" name="act" value="stay">
              {t('writing.save')}
            </button>
          </div>
        </form>
      </div>
    </Page>
  )
}

const stopWords = (section: SectionView['section']): string =>
  section ? inReach({ original: 'en', texts: section.title }).text : t('writing.essentials')
