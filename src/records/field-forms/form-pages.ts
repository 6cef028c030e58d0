import type { App } from '../../base/http/app.ts'
import { viewInstrument } from '../../instruments/viewing.ts'
import { xlsForm } from './workbook.ts'

/** A questionnaire as it leaves for the field: an XLSForm of the current edition or the one asked for. */
export function fieldFormPages(app: App): void {
  app.get('/instruments/:file{[a-z0-9-]+[.]xlsx}', async (c) => {
    const slug = c.req.param('file').slice(0, -'.xlsx'.length)
    const { edition, definition } = await viewInstrument(c.var.viewer, slug, c.req.query())
    c.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    c.header('content-disposition', `attachment; filename="${slug}-${edition.name}.xlsx"`)
    return c.body(new Uint8Array(await xlsForm(definition)))
  })
}
