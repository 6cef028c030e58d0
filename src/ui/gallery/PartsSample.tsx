import type { JSX } from '../jsx/elements.ts'
import { Page } from '../Page.tsx'
import { Bars, Dots } from '../parts/Charts.tsx'
import { Copy } from '../parts/Copy.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Choices, Faults, Line, Lines, Pick } from '../parts/Fields.tsx'
import { FilterList } from '../parts/FilterList.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Rings } from '../parts/Rings.tsx'
import { Table } from '../parts/Table.tsx'
import { Tag, type Tone } from '../parts/Tag.tsx'
import { Ago, Time } from '../parts/Time.tsx'
import { url } from '../url.ts'
import { texts } from './texts.ts'

const tones: Tone[] = ['explicit', 'tacit', 'ok', 'problem']
const { labels } = texts

const Form = (): JSX.Element => (
  <form class="form" action={url`/form`} method="post">
    <h2>{labels.form}</h2>
    <Faults faults={[{ name: 'where', says: labels.fault }]} />
    <Line name="where" label={labels.name} help={labels.help} fault={labels.fault} value="?" />
    <Lines name="more" label={labels.more} optional rows={3} />
    <Pick name="kind" label={labels.kind} choices={texts.kinds.map((label) => ({ value: label, label }))} />
    <Choices
      name="many"
      label={labels.many}
      several
      chosen={['Tool']}
      choices={texts.kinds.slice(2, 5).map((label) => ({ value: label, label }))}
    />
    <button class="button" type="submit">
      {labels.send}
    </button>
  </form>
)

export const PartsSample = (): JSX.Element => (
  <Page title={labels.parts}>
    <h1>{labels.parts}</h1>
    <p class="row">
      {tones.map((tone) => (
        <Tag tone={tone}>{tone}</Tag>
      ))}
      <Tag>{labels.kind}</Tag> <Time of="2024-05" /> <Ago at={new Date('2024-05-31T10:00:00Z')} />
    </p>
    <div class="row">
      {[1, 2, 4, 7, 12, 24].map((quarters) => (
        <Rings
          seed={`s${quarters}`}
          people={Array.from({ length: quarters }, (_, i) => (i * 7) % 23)}
          alive={quarters % 2 === 0}
          size={quarters > 2 ? 128 : 66}
        />
      ))}
    </div>
    {tones.map((tone) => (
      <Notice tone={tone} title={labels.noticeTitle}>
        {labels.notice}
      </Notice>
    ))}
    <Empty next={{ href: url`/`, words: labels.tell }} also={[{ href: url`/`, words: labels.all }]}>
      {labels.empty}
    </Empty>
    <div class="row">
      <blockquote id="citation">{texts.lead}</blockquote>
      <Copy of="citation" />
    </div>
    <FilterList of="kinds" />
    <ul id="kinds" class="columns">
      {texts.kinds.map((kind) => (
        <li>{kind}</li>
      ))}
    </ul>
    <h2>{labels.charts}</h2>
    <div class="grid wide">
      <Bars bars={texts.kinds.map((label, i) => ({ label, value: 90 - i * i }))} />
      <Dots
        least={300}
        most={700}
        dots={texts.trail.map((label, i) => ({
          label,
          value: 420 + i * 90,
          error: 30,
          colour: i === 2 ? 'ochre' : 'leaf',
        }))}
      />
    </div>
    <Table
      id="side"
      caption={labels.side}
      columns={[
        { label: labels.conditions },
        ...texts.communities.map(([label]) => ({ label, number: label.startsWith('W') })),
      ]}
      rows={texts.facts.map(([name, value], i) => ({
        name,
        cells: [value, value, `${i * 1200}`],
        differs: i === 2,
      }))}
    />
    <Form />
  </Page>
)
