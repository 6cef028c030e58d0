import { Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import sharp from 'sharp'
import { squares } from '../ui/parts/squares.ts'
import type { Cover } from './order.ts'
import type { PrintPicture } from './pictures-in-print.ts'
import type { Product } from './product.ts'
import { type Block, blocksOf, imageRun } from './word-blocks.ts'

type Pictures = Map<string, PrintPicture>

/** Products as one Word file, after a cover if there is one: real headings, lists and tables, to be worked on. */
export async function word(products: Product[], pictures: Pictures, cover?: Cover): Promise<Buffer> {
  const codes = new Map<string, Buffer>()
  for (const address of [...products, ...(cover ? [cover] : [])].map((one) => one.address))
    codes.set(address, await codeImage(address))
  const sections = [
    ...(cover ? [{ children: coverBlocks(cover, codes), ...page(cover.direction, cover.title) }] : []),
    ...products.map((product) => ({
      children: blocksOf(product, pictures, codes.get(product.address)!),
      ...page(product.direction, product.title.text),
    })),
  ]
  const { lang, title } = products[0] ?? { lang: cover!.lang, title: { text: cover!.title } }
  const document = new Document({
    title: cover?.title ?? title.text,
    creator: cover?.taken ?? products[0]!.taken,
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22, language: { value: lang, bidirectional: lang } } },
        heading1: { run: { size: 32, bold: true, color: '1b6b47', font: 'Georgia' } },
        heading2: { run: { size: 26, bold: true, color: '1e1a14', font: 'Georgia' } },
        heading3: { run: { size: 23, bold: true, color: '1e1a14' } },
        title: { run: { size: 48, bold: true, color: '1e1a14', font: 'Georgia' } },
      },
    },
    sections,
  })
  return Packer.toBuffer(document)
}

function page(direction: 'ltr' | 'rtl', title: string) {
  const footer = new Paragraph({
    bidirectional: direction === 'rtl',
    children: [
      new TextRun({ text: `${title} · `, size: 16, color: '5e554a', rightToLeft: direction === 'rtl' }),
      new TextRun({ children: [PageNumber.CURRENT], size: 16, color: '5e554a' }),
    ],
  })
  return {
    properties: { page: { margin: { top: 1100, bottom: 1000, left: 1100, right: 1100 } } },
    footers: { default: new Footer({ children: [footer] }) },
  }
}

async function codeImage(address: string): Promise<Buffer> {
  const { edge, path } = squares(address)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 ${edge} ${edge}"><rect width="${edge}" height="${edge}" fill="#fff"/><path d="${path}"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

function coverBlocks(cover: Cover, codes: Map<string, Buffer>): Block[] {
  const bidirectional = cover.direction === 'rtl'
  const line = (text: string, heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
    new Paragraph({ heading, bidirectional, children: [new TextRun({ text, rightToLeft: bidirectional })] })
  return [
    line(cover.name),
    line(cover.title, HeadingLevel.TITLE),
    ...cover.paragraphs.map((text) => line(text)),
    line(cover.contentsTitle, HeadingLevel.HEADING_2),
    ...cover.contents.map(({ title, about }, i) => line(`${i + 1}. ${title} · ${about}`)),
    ...(cover.links.length ? [line(cover.linksTitle, HeadingLevel.HEADING_2)] : []),
    ...cover.links.map(({ title, address }) => line(`${title} · ${address}`)),
    new Paragraph({
      bidirectional,
      spacing: { before: 400 },
      children: [imageRun(codes.get(cover.address)!, 90, 90, cover.address)],
    }),
    line(`${cover.address} · ${cover.taken}`),
  ]
}
