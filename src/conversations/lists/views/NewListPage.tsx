import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Upload } from '../../../ui/parts/Upload.tsx'
import { url } from '../../../ui/url.ts'
import { most } from '../archive.ts'

interface NewListPageProps {
  community: Community
  lang: string
  attempt?: Attempt
}

/** Chooses the files of a list; those sent before have to be chosen again, which no page can do for them. */
export const NewListPage = ({ community, lang, attempt }: NewListPageProps): JSX.Element => {
  return (
    <CommunityFrame community={community} tab="conversation" title={t('lists.bring')} unlisted>
      <h2>{t('lists.bring')}</h2>
      <p class="narrow-text">{t('lists.bringWords')}</p>
      <Notice>{t('lists.staysWithMembers')}</Notice>
      <form
        class="form"
        method="post"
        action={url`/communities/${community.slug}/lists/new`}
        enctype="multipart/form-data"
        data-turbo="false"
        novalidate
      >
        <Faults attempt={attempt} />
        <Line {...typed(attempt, 'name')} label={t('lists.name')} help={t('lists.nameHelp')} />
        <Pick
          {...typed(attempt, 'lang')}
          label={t('lists.lang')}
          help={t('lists.langHelp')}
          value={typed(attempt, 'lang').value ?? lang}
          choices={languageChoices()}
        />
        <Upload
          name="file"
          fault={typed(attempt, 'file').fault}
          several
          label={t('lists.files')}
          help={t('lists.filesHelp', { most: most.bytes / 1_000_000, files: most.files })}
        />
        <button class="button" type="submit">
          {t('lists.look')}
        </button>
      </form>
    </CommunityFrame>
  )
}
