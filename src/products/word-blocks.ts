import {
  BorderStyle,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { direction } from '../base/i18n/reader.ts'
import type { PrintPicture } from './pictures-in-print.ts'
import type { Cell, Fact, Figure, Part, Piece, Product, Run, Paragraph as Said } from './product.ts'

export type Block = Paragraph | Table

/** How the words of one product stand, and the pictures it has. */
interface Ground {
  bidirectional: boolean
  pictures: Map<string, PrintPicture>
}

const soft = '5e554a'
/** The width of the text in pixels, as Word counts them. */
const width = 620

/** A product as the blocks of a Word file, from its name down to its terms. */
export function blocksOf(product: Product, pictures: Map<string, PrintPicture>, code: Buffer): Block[] {
  const ground = { bidirectional: product.direction === 'rtl', pictures }
  const { name, about, title, summary, marks, notices, figure, facts, parts, terms, words } = product
  const own = (text: string): Run => ({ lang: product.lang, text })
  return [
    paragraph([own(`${name} · ${about}`)], ground, { color: soft }),
    paragraph([title], ground, { heading: HeadingLevel.TITLE }),
    paragraph([own(marks.map((mark) => mark.words).join(' · '))], ground, { color: soft }),
    ...notices.map((notice) => paragraph([own(notice)], ground, { color: 'a33b22' })),
    ...summary.map((one) => proseBlock(one, ground)),
    ...(figure ? figureBlocks(figure, ground) : []),
    ...(facts.length
      ? [
          paragraph([own(words.glance)], ground, { heading: HeadingLevel.HEADING_2 }),
          factTable(facts, ground),
        ]
      : []),
    ...parts.flatMap((part) => partBlocks(part, ground, 0)),
    paragraph([own(words.source)], ground, { heading: HeadingLevel.HEADING_2 }),
    factTable(terms, ground),
    paragraph([own(product.cite)], ground, { color: soft }),
    new Paragraph({
      bidirectional: ground.bidirectional,
      children: [imageRun(code, 90, 90, product.address)],
    }),
    paragraph([own(`${words.more} `), { ...own(product.address), href: product.address }], ground, {}),
    paragraph([own(product.taken)], ground, { color: soft }),
  ]
}

type Heading = (typeof HeadingLevel)[keyof typeof HeadingLevel]
interface Look {
  heading?: Heading
  color?: string
  bold?: boolean
}

const isRightToLeft = (lang: string): boolean => direction(lang) === 'rtl'

function runOf(
  { text, lang, strong, slanted, href }: Run,
  { color, bold }: Look,
): TextRun | ExternalHyperlink {
  const run = new TextRun({
    text,
    bold: strong ?? bold,
    italics: slanted,
    color: href ? '1b6b47' : color,
    rightToLeft: isRightToLeft(lang),
    ...(lang !== 'und' && { language: { value: lang, bidirectional: lang } }),
  })
  return href ? new ExternalHyperlink({ link: href, children: [run] }) : run
}

const paragraph = (runs: Run[], ground: Ground, look: Look): Paragraph =>
  new Paragraph({
    heading: look.heading,
    keepNext: look.heading !== undefined,
    bidirectional: runs[0] && runs[0].lang !== 'und' ? isRightToLeft(runs[0].lang) : ground.bidirectional,
    spacing: { before: look.heading ? 200 : 0, after: 100 },
    children: runs.map((run) => runOf(run, look)),
  })

function proseBlock({ as, runs, number }: Said, ground: Ground): Paragraph {
  const lang = runs[0]?.lang ?? 'und'
  const bidirectional = lang === 'und' ? ground.bidirectional : isRightToLeft(lang)
  return new Paragraph({
    bidirectional,
    spacing: { after: 100 },
    ...(as === 'bullet' && { bullet: { level: 0 } }),
    // Said and not counted by Word, which would go on counting from one list to the next.
    ...(as === 'number' && { indent: { start: 400, hanging: 400 } }),
    ...(as === 'quote' && { indent: { start: 400 } }),
    children: [
      ...(as === 'number' ? [runOf({ lang, text: `${number}. ` }, {})] : []),
      ...runs.map((run) => runOf(run, { bold: as === 'heading' })),
    ],
  })
}

/** Sections under headings that Word can make contents of. */
function partBlocks(part: Part, ground: Ground, level: number): Block[] {
  const heading = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][Math.min(level, 2)]
  const number = part.number ? [{ lang: 'und', text: `${part.number} ` }] : []
  return [
    paragraph([...number, part.title], ground, { heading }),
    ...part.pieces.flatMap((piece) => pieceBlocks(piece, ground)),
    ...part.parts.flatMap((one) => partBlocks(one, ground, level + 1)),
  ]
}

function pieceBlocks(piece: Piece, ground: Ground): Block[] {
  const title = piece.title ? [paragraph([piece.title], ground, { heading: HeadingLevel.HEADING_3 })] : []
  switch (piece.kind) {
    case 'prose':
      return [...title, ...piece.prose.map((one) => proseBlock(one, ground))]
    case 'facts':
      return [...title, factTable(piece.facts, ground)]
    case 'table':
      return [...title, tableOf(piece, ground)]
    case 'figures':
      return [...title, ...piece.figures.flatMap((figure) => figureBlocks(figure, ground))]
    case 'entries':
      return [
        ...title,
        ...piece.entries.flatMap((entry, i) => [
          ...(piece.numbered
            ? [paragraph([{ lang: 'und', text: `${i + 1}.` }], ground, { bold: true })]
            : []),
          ...entry.flatMap((one) => pieceBlocks(one, ground)),
        ]),
      ]
  }
}

function figureBlocks({ hash, alt, caption, credit }: Figure, ground: Ground): Paragraph[] {
  const picture = ground.pictures.get(hash)
  if (!picture) return []
  const scale = Math.min(1, width / picture.width, 420 / picture.height)
  const said: Run[] = [
    ...(caption ? [caption] : []),
    ...(credit ? [{ lang: 'und', text: `${caption ? ' — ' : ''}${credit}` }] : []),
  ]
  return [
    new Paragraph({
      keepNext: said.length > 0,
      bidirectional: ground.bidirectional,
      children: [imageRun(picture.bytes, picture.width * scale, picture.height * scale, alt, 'jpg')],
    }),
    ...(said.length ? [paragraph(said, ground, { color: soft })] : []),
  ]
}

export const imageRun = (
  data: Buffer,
  wide: number,
  high: number,
  alt: string,
  type: 'png' | 'jpg' = 'png',
): ImageRun =>
  new ImageRun({
    type,
    data,
    transformation: { width: Math.round(wide), height: Math.round(high) },
    altText: { name: alt.slice(0, 60), description: alt, title: alt.slice(0, 60) },
  })

const thin = { style: BorderStyle.SINGLE, size: 4, color: 'e3dacb' }
const none = { style: BorderStyle.NONE, size: 0, color: 'ffffff' }
const borders = {
  top: none,
  left: none,
  right: none,
  insideVertical: none,
  bottom: thin,
  insideHorizontal: thin,
}

const cellOf = (children: Paragraph[], share: number, shaded = false): TableCell =>
  new TableCell({
    children,
    width: { size: share, type: WidthType.PERCENTAGE },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(shaded && { shading: { type: ShadingType.CLEAR, fill: 'f6f1e8', color: 'auto' } }),
  })

const factTable = (facts: Fact[], ground: Ground): Table =>
  new Table({
    visuallyRightToLeft: ground.bidirectional,
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders,
    rows: facts.map(
      ({ term, lines }) =>
        new TableRow({
          cantSplit: true,
          children: [
            cellOf([paragraph(term ? [term] : [], ground, { color: soft })], 34, true),
            cellOf(
              lines.map((line) => paragraph([line], ground, {})),
              66,
            ),
          ],
        }),
    ),
  })

function tableOf({ head, rows }: Extract<Piece, { kind: 'table' }>, ground: Ground): Table {
  const share = Math.floor(100 / Math.max(1, head.length))
  const row = (cells: Cell[], isHead = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((cell) => cellOf([paragraph([cell], ground, { bold: isHead })], share, isHead)),
    })
  return new Table({
    visuallyRightToLeft: ground.bidirectional,
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders,
    rows: [row(head, true), ...rows.map((cells) => row(cells))],
  })
}
