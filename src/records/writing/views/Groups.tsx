import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Group } from '../../../instruments/definition.ts'
import { titleOf } from '../../../instruments/lookup.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Label } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { CommentsLink } from '../../review/views/CommentsLink.tsx'
import type { AskedGroup, AskedRow } from '../asking.ts'
import { pathOf } from '../path.ts'
import type { SectionView } from '../section-view.ts'
import { settling } from './ClashNotice.tsx'
import { Field } from './Field.tsx'

type GroupsProps = SectionView & { attempt?: Attempt }

/** What a section asks, group by group and row by row. */
export const Groups = (props: GroupsProps): JSX.Element => (
  <>
    {props.groups.map((asked) =>
      asked.group.repeat ? (
        <Rows {...props} asked={asked} />
      ) : (
        <Only {...props} asked={asked} named={asked.group.title !== undefined} />
      ),
    )}
  </>
)

/** A group of one row. Its heading stands where it says more than the question under it. */
const Only = ({
  asked: { group, rows },
  named,
  ...props
}: GroupsProps & { asked: AskedGroup; named: boolean }) => (
  <section class="stack gap-5 group" id={`group-${group.id}`}>
    {named && <h2>{<Label of={group.title} />}</h2>}
    <GroupHelp group={group} />
    {rows.map((row) => (
      <Questions {...props} row={row} />
    ))}
  </section>
)

const Rows = ({ asked: { group, rows, takesMore }, ...props }: GroupsProps & { asked: AskedGroup }) => (
  <section class="stack gap-5 group" id={`group-${group.id}`}>
    <h2>
      <Label of={titleOf(group)} fallback={group.id} />
    </h2>
    <GroupHelp group={group} />
    {rows.map((row, i) => {
      const path = pathOf({ group: group.id, row: row.id })
      return (
        <fieldset class="stack gap-5 rowed" id={path} tabindex={-1}>
          <legend>{t('writing.nth', { number: i + 1 })}</legend>
          <Questions {...props} row={row} />
          {!row.fresh && (
            <button class="button quiet" type="submit" name="act" value={`out:${path}`}>
              {t('writing.takeOut', { number: i + 1 })}
            </button>
          )}
        </fieldset>
      )
    })}
    {takesMore && (
      <button class="button quiet" type="submit" name="act" value={`add:${group.id}`}>
        {t('writing.addAnother')}
      </button>
    )}
  </section>
)

const GroupHelp = ({ group: { help } }: { group: Group }): JSX.Element | null =>
  help ? (
    <p class="help narrow-text">
      <Label of={help} />
    </p>
  ) : null

/** Each stands in a frame of its own, by which a page that is open already takes over what changed. */
const Questions = ({
  row,
  draft,
  places,
  files,
  attempt,
  clashes,
  comments,
}: GroupsProps & { row: AskedRow }): JSX.Element => (
  <>
    {row.questions.map((asked) => {
      const path = pathOf({ group: asked.group.id, row: row.id, question: asked.question.id })
      return (
        <div class="question" data-question={path}>
          <Field
            asked={asked}
            row={row.id}
            answer={row.row[asked.question.id]}
            langs={draft.langs}
            places={places}
            names={files && { files }}
            filesAt={url`/drafts/${draft.ref}/files`}
            attempt={attempt}
            clashes={clashes}
            settle={settling}
          />
          {!asked.question.computed && <CommentsLink draft={draft} path={path} count={comments.get(path)} />}
        </div>
      )
    })}
  </>
)
