import { ShownTable } from '@zhiwei/contract'
import { type Routes, signedIn } from '../http.ts'
import { sheetFile } from './sheet.ts'

/** Five thousand rows of cases. */
const bodyLimitBytes = 8 * 1024 * 1024

/** 表格文件: what a page shows as a table, handed back as a file of the same numbers. */
export function sheetRoutes(routes: Routes) {
  routes.post('/sheets', { ...signedIn, bodyLimit: bodyLimitBytes, schema: { body: ShownTable } }, async (req, reply) => {
    const { contentType, bytes } = await sheetFile(req.body)
    return reply.header('Content-Type', contentType).header('Content-Disposition', 'attachment').send(bytes)
  })
}
