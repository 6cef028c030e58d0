import type { Pictured } from '../../base/files/address.ts'
import { formatNumber, label, t } from '../../base/i18n/t.ts'
import type { Labels, Shown } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Time } from '../../ui/parts/Time.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { outside, type Url, url } from '../../ui/url.ts'
import type { Value, Written } from '../values.ts'
import { coordinates, fileName, inWords, placeName } from '../words.ts'
import { Away } from './Away.tsx'
import { Scale } from './Scale.tsx'

/** A file that an answer names: where it is, and how it is shown if it is a picture. */
export interface KnownFile {
  href: Url
  picture?: Pictured
}

/** What a page knows of the things that answers name, and where files are. */
export interface Names {
  places?: ReadonlyMap<string, { name: Labels }>
  records?: ReadonlyMap<string, { title: Shown; href: Url }>
  files?: ReadonlyMap<string, KnownFile>
  /** What is to be said beside an address elsewhere: that it does not answer. */
  beside?: ReadonlyMap<string, string>
  /** Of what an answer quotes, by its slot: where it was said. */
  said?: ReadonlyMap<string, { href: Url; words: string }>
}

/** Under an answer that quotes: the way back to where it was said. */
export const WayBack = ({ slot, names }: { slot: string; names: Names }): JSX.Element | null => {
  const back = names.said?.get(slot)
  return back ? (
    <small class="unprinted">
      <a href={back.href}>{back.words}</a>
    </small>
  ) : null
}

interface InLineProps {
  value: Value
  names: Names
  /** What stands around it says already in which language it is. */
  said?: boolean
}

/** One answer, in the line it stands in. */
export function InLine({ value, names, said = false }: InLineProps): JSX.Element {
  switch (value.kind) {
    case 'words': {
      const { lang, text } = value.words
      return <Paragraphs words={said ? { lang, text } : value.words} />
    }
    case 'link':
      return <Address of={value.address} said={names.beside?.get(value.address)} />
    case 'date':
      return <Time of={value.day} />
    case 'choices':
      return <Chosen {...value} />
    case 'scale':
      return <Scale {...value} />
    case 'place':
      return (
        <a href={url`/places/${value.code}`}>
          {label(names.places?.get(value.code)?.name) || placeName(value.code)}
        </a>
      )
    case 'geometry':
      return <Where {...value} />
    case 'record':
      return <Linked {...value} names={names} />
    case 'file': {
      const href = names.files?.get(value.file)?.href
      const words = value.name ?? value.caption?.text ?? fileName(value.file)
      return href ? <a href={href}>{words}</a> : <span>{words}</span>
    }
    default:
      return <>{inWords(value)}</>
  }
}

/** What people wrote, its paragraphs kept. */
export function Paragraphs({ words }: { words: Written }): JSX.Element {
  const { lang, text } = words
  const paragraphs = text.trim().split(/\s*\n\s*/)
  if (paragraphs.length === 1)
    return (
      <>
        <Said lang={lang}>
          {/^https?:\/\/\S+$/.test(paragraphs[0]!) ? <Address of={paragraphs[0]!} /> : paragraphs[0]}
        </Said>
        <Away words={words} />
      </>
    )
  return (
    <>
      <Away words={words} />
      {paragraphs.map((paragraph) => (
        <p>
          <Said lang={lang}>{paragraph}</Said>
        </p>
      ))}
    </>
  )
}

function Address({ of, said }: { of: string; said?: string }): JSX.Element {
  const href = outside(of)
  return href ? (
    <>
      <a href={href} rel="noopener">
        {of}
      </a>
      {said && <small> ({said})</small>}
    </>
  ) : (
    <span>{of}</span>
  )
}

function Chosen({ chosen, ranked, other }: Extract<Value, { kind: 'choices' }>): JSX.Element {
  const all: Written[] = [...chosen, ...other]
  if (all.length === 1) return <Said lang={all[0]!.lang}>{all[0]!.text}</Said>
  return (
    <ul class="stack gap-1">
      {all.map((words, i) => (
        <li>
          {ranked && i < chosen.length && `${formatNumber(i + 1)}. `}
          <Said lang={words.lang}>{words.text}</Said>
          <Away words={words} />
        </li>
      ))}
    </ul>
  )
}

/** So many points are read; a map shows the rest. */
const read = 5

function Where({ points, areas, lines }: Extract<Value, { kind: 'geometry' }>): JSX.Element {
  const shapes = areas + lines
  if (shapes > 0) {
    const both = areas > 0 && lines > 0 ? 'yes' : 'no'
    return <>{t('instruments.drawnShapes', { areas, lines, both, at: coordinates(points[0]!) })}</>
  }
  return (
    <ul>
      {points.slice(0, read).map((point) => (
        <li>{coordinates(point)}</li>
      ))}
      {points.length > read && <li>{t('instruments.morePoints', { count: points.length - read })}</li>}
    </ul>
  )
}

function Linked({
  ref,
  title,
  address,
  names,
}: Extract<Value, { kind: 'record' }> & { names: Names }): JSX.Element {
  const record = ref === undefined ? undefined : names.records?.get(ref)
  if (record)
    return (
      <a href={record.href}>
        <Said lang={record.title.lang}>{record.title.text}</Said>
      </a>
    )
  const href = ref === undefined ? address && outside(address) : url`/records/${ref}`
  const words = title ?? address ?? t('instruments.otherRecord')
  return href ? <a href={href}>{words}</a> : <span>{words}</span>
}
