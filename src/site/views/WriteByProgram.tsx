import { formatList, t, tRich } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { exampleFor } from '../api-example.ts'
import type { Operations } from '../operations.ts'

/** How a program writes: an example from end to end, and each address that takes a token. */
export const WriteByProgram = ({ of }: { of: Operations['written'] }): JSX.Element => (
  <>
    <h2 id="write">{t('api.write')}</h2>
    <p>
      {tRich<JSX.Element>('api.writeWords', {
        tokens: (words) => <a href={url`/account/tokens`}>{words}</a>,
      })}
    </p>
    <h3>{t('api.example')}</h3>
    <p>{t('api.exampleWords')}</p>
    <ol class="stack gap-3">
      {exampleFor(site().origin).map(({ words, command }) => (
        <li class="stack gap-2">
          <p>{words()}</p>
          <Typed>{command}</Typed>
        </li>
      ))}
    </ol>
    <h3>{t('api.operations')}</h3>
    {of.map(({ method, path, summary, example, refused }) => (
      <section class="card">
        <h4>
          <code dir="ltr">
            {method} {path}
          </code>
        </h4>
        <p>{summary}</p>
        {example && (
          <>
            <p class="soft">{t('api.body')}</p>
            <Typed>{example}</Typed>
          </>
        )}
        <p class="soft">{t('api.refusedWith', { statuses: formatList(refused, 'unit') })}</p>
      </section>
    ))}
  </>
)

/** Scrolled by key too where it is wider than the page. */
const Typed = ({ children }: { children: string }): JSX.Element => (
  <pre class="typed" dir="ltr" tabindex={0}>
    {children}
  </pre>
)
