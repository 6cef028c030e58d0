import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { type Url, url } from '../../ui/url.ts'
import { type InstrumentView, questionsIn } from '../viewing.ts'
import { Term, within } from './frame.tsx'

/** The sections of a long questionnaire, each a page of its own. */
export const Contents = ({ view }: { view: InstrumentView }): JSX.Element => (
  <section class="stack">
    <h2>{t('instruments.asks')}</h2>
    <ol class="feed">
      {view.definition.sections.map((section) => (
        <li class="stack">
          <h3>
            <a href={within(view, section)}>
              {section.number && <span class="soft">{section.number}</span>}
              <Term of={section.title} view={view} />
            </a>
          </h3>
          <p class="soft">{t('instruments.questions', { count: questionsIn(view.definition, section) })}</p>
          {section.sections && (
            <ul class="columns">
              {section.sections.map((one) => (
                <li>
                  <a href={`${within(view, section)}${url`#s-${one.id}`}` as Url}>
                    {one.number} <Term of={one.title} view={view} />
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  </section>
)
