import type { JSX } from '../jsx/elements.ts'
import { Page } from '../Page.tsx'
import { Card } from '../parts/Card.tsx'
import { Face } from '../parts/Face.tsx'
import { Fact, Facts } from '../parts/Facts.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Markdown } from '../parts/Markdown.tsx'
import { Meter } from '../parts/Meter.tsx'
import { Tag } from '../parts/Tag.tsx'
import { Toc } from '../parts/Toc.tsx'
import { Label, Provenance, Words } from '../parts/Words.tsx'
import { url } from '../url.ts'
import { texts } from './texts.ts'

const levels = [texts.world, ...texts.trail].map((name) => ({ name, href: url`/places/${name}` }))
const title = { original: 'en', texts: { en: texts.record } }

export const RecordSample = (): JSX.Element => (
  <Page title={texts.record} levels={[...levels, { name: texts.here }]} canonical={url`/records/abc`}>
    <header class="stack gap-3">
      <p class="row">
        <Tag tone="explicit">{texts.kind}</Tag>
        <Tag tone="ok">{texts.state}</Tag>
        <Tag>CC BY 4.0</Tag>
      </p>
      <h1 class="title">
        <Words text={title} />
      </h1>
      <Provenance text={title} />
      <p class="lead">{texts.lead}</p>
    </header>
    <div class="with-toc with-rail">
      <Toc sections={texts.sections.map((label, i) => ({ label, href: url`#s${i}`, current: i === 0 }))} />
      <article class="stack gap-6">
        <section class="prose" id="s0">
          <h2>{texts.sections[0]}</h2>
          <Facts>
            {texts.facts.map(([term, value]) => (
              <Fact term={term}>{value}</Fact>
            ))}
            <Fact term={texts.kind}>
              <Label of={{ ar: texts.arabic }} />
            </Fact>
          </Facts>
        </section>
        {texts.sections.slice(1).map((label, i) => (
          <section class="prose" id={`s${i + 1}`}>
            <h2>{label}</h2>
            <Markdown text={texts.markdown} lang="en" />
          </section>
        ))}
        <div class="grid">
          {texts.communities.slice(0, 2).map(([name, meta]) => (
            <Card title={name} meta={meta} href={url`/`} />
          ))}
        </div>
      </article>
      <aside class="stack gap-6">
        <section class="card">
          <h3>{texts.labels.works}</h3>
          <Meter
            shares={[
              { value: 9, colour: 'leaf' },
              { value: 2, colour: 'bark' },
              { value: 1, colour: 'clay' },
            ]}
          >
            {texts.use}
          </Meter>
          <a class="button quiet" href={url`/`}>
            {texts.labels.used}
          </a>
        </section>
        <section class="stack gap-3">
          <h3>{texts.labels.ask}</h3>
          {texts.people.map((name) => (
            <div class="row held">
              <Face name={name} />
              <div>
                {name}
                <br />
                <small>{texts.labels.role}</small>
              </div>
            </div>
          ))}
        </section>
        <section class="stack gap-3">
          <h3>{texts.labels.take}</h3>
          <p class="row">
            <Tag href={url`/`}>
              <Icon name="download" />
              {texts.files[0]}
            </Tag>
            <Tag href={url`/`}>
              <Icon name="quote" />
              {texts.files[1]}
            </Tag>
          </p>
        </section>
      </aside>
    </div>
  </Page>
)
