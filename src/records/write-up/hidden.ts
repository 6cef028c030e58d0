import { type RawBuilder, sql } from 'kysely'
import { hiddenAsked } from '../../base/things/talk.ts'

/**
 * Of the row of `record`, a query of the `words` it quotes that were taken from sight where they were said, and `since`
 * when: as long as whoever keeps it has neither published a version since nor said that it is true all the same.
 */
export const hiddenWords = (): RawBuilder<{ words: string; since: string }> => sql`
  select left(passage.words, 300) as words, hidden.since
  from write_up join passage on passage.write_up = write_up.thing join (${hiddenAsked()}) as hidden on hidden.said = passage.said
  where write_up.record = record.thing and left_out is null and answer in ('named', 'unnamed', 'group')
    and hidden.since > (select version.published from version where version.id = record.current)
    and not exists (select from confirmation join custodianship on custodianship.record = confirmation.record and custodianship.person = confirmation.by
      where confirmation.record = record.thing and confirmation.at > hidden.since and custodianship.since is not null and custodianship.ended is null)`
