/**
 * A program of its own: makes files of products and sends them back, one order after the other. Run by
 * `press.ts` with bounds on memory and time. Nothing that a record says is ever read as a program: Typst
 * gets it as data beside the one template, and there is nothing else that it could read.
 */
import { Buffer } from 'node:buffer'
import type { Answer, FileOrder, Order } from './order.ts'
import { fitted, openTypst, typeset } from './typesetting.ts'

// Read while the record is: nearly every order needs these, few what writes Word files.
const readsPictures = import('./pictures-in-print.ts')
openTypst()

process.on('message', async (order: Order) => {
  process.send!(await answer(order).catch((error): Answer => ({ fault: String(error?.stack ?? error) })))
})

async function answer(order: Order): Promise<Answer> {
  if (!('work' in order)) return made(order)
  const { citationsOf, referenceOf } = await import('./citations.ts')
  if (order.form === 'citations') return { cited: citationsOf(order.work) }
  return { text: referenceOf(order.work, order.form) }
}

async function made(order: FileOrder): Promise<Answer> {
  const { printable } = await readsPictures
  const pictures = await printable(order.pictures)
  const sheets = order.sheets.map((sheet) => fitted(sheet, pictures))
  const pages = sheets.reduce((sum, sheet) => sum + sheet.pages, 0)
  const products = sheets.map(({ product }) => product)
  if (order.form === 'docx') {
    const { word } = await import('./word.ts')
    return { bytes: await word(products, pictures, order.cover), pages }
  }
  if (products.length === 1 && !order.cover) return { bytes: sheets[0]!.bytes(), pages }
  return { bytes: Buffer.from(typeset(products, pictures, order.cover).bytes()), pages }
}
