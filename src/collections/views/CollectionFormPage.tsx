import type { Attempt } from '../../base/http/form.ts'
import { label, languageName, t } from '../../base/i18n/t.ts'
import { audienceName } from '../../people/names.ts'
import { audiences } from '../../people/profile.ts'
import { savedUrl } from '../../search/saved.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { type Choice, Choices, Faults, Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { asSentence } from '../../ui/sentence.ts'
import { url, withQuery } from '../../ui/url.ts'
import { type About, namesIn } from '../../vocabularies/subjects.ts'
import { collectionUrl } from '../address.ts'
import type { Collection } from '../collection.ts'

interface FormProps {
  attempt?: Attempt
  /** The language the texts are shown in. */
  lang: string
  /** The one that is changed; else a new one. */
  collection?: Collection
  about?: About
}

export const CollectionFormPage = ({ attempt, lang, collection, about = [] }: FormProps): JSX.Element => {
  const title = collection ? t('collections.change') : t('collections.start')
  const now = (name: string, value: string | null | undefined) => {
    const field = typed(attempt, name)
    return { ...field, value: field.value ?? value ?? undefined }
  }
  const audience = now('audience', collection?.audience ?? 'everyone').value!
  const others = Object.keys(collection?.title.texts ?? {}).filter((one) => one !== lang)
  return (
    <Page
      title={title}
      unlisted
      levels={[
        { name: t('collections.collections'), href: url`/collections` },
        ...(collection ? [{ name: label(collection.title.texts), href: collectionUrl(collection) }] : []),
      ]}
    >
      <h1>{title}</h1>
      {others.length > 0 && (
        <ul class="row">
          {others.map((one) => (
            <li>
              <a
                href={withQuery(url`/collections/${collection!.ref}/change`, new URLSearchParams(), {
                  in: one,
                })}
              >
                {t('collections.changeIn', { language: languageName(one) })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <form
        class="form"
        method="post"
        action={collection ? url`/collections/${collection.ref}/change` : url`/collections`}
        novalidate
      >
        <Faults attempt={attempt} />
        {collection && <input type="hidden" name="version" value={String(collection.version)} />}
        <Line {...now('title', collection?.title.texts[lang])} label={t('collections.title')} />
        <Lines
          {...now('introduction', collection?.introduction?.texts[lang])}
          label={t('collections.introduction')}
          help={t('collections.introductionHelp')}
          rows={8}
          optional
        />
        <Pick
          {...now('lang', lang)}
          label={t('collections.language')}
          help={t('collections.languageHelp')}
          choices={languagesFor([lang, ...others])}
        />
        <Choices
          name="audience"
          label={t('collections.openTo')}
          choices={audiences
            .filter((one) => one !== 'me' || !collection || collection.mine)
            .map((value) => ({ value, label: audienceName(value) }))}
          chosen={[audience]}
        />
        <Lines
          {...now('topics', namesIn(about, '/topics/'))}
          label={t('collections.topics')}
          help={t('collections.topicsHelp')}
          rows={2}
          optional
        />
        <Lines
          {...now('places', namesIn(about, '/places/'))}
          label={t('collections.places')}
          help={t('collections.placesHelp')}
          rows={2}
          optional
        />
        <Line
          {...now('rule', collection?.rule && savedUrl(collection.rule))}
          label={t('collections.rule')}
          help={t('collections.ruleHelp')}
          optional
        />
        <button class="button" type="submit">
          {t('collections.save')}
        </button>
      </form>
      {collection && (
        <section class="stack gap-3">
          <h2>{t('collections.takeDown')}</h2>
          <p class="narrow-text">{t('collections.takeDownWords')}</p>
          <form method="post" action={url`/collections/${collection.ref}/deletion`}>
            <button class="button quiet grave" type="submit">
              {t('collections.takeDown')}
            </button>
          </form>
        </section>
      )}
    </Page>
  )
}

/** Those that others pick from too, with the ones it has already. */
function languagesFor(there: string[]): Choice[] {
  const known = languageChoices()
  const others = there.filter((lang) => !known.some(({ value }) => value === lang))
  return [...known, ...others.map((value) => ({ value, label: asSentence(languageName(value)) }))]
}
