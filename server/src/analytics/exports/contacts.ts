import { ContactListQuery, type ContactRow } from '@zhiwei/contract'
import { contactsAsked, shownContacts } from '../../contacts/index.ts'
import { contactDataOf } from '../../customers/index.ts'
import type { Cell, Column } from '../../platform/table-file/index.ts'
import { wordOf } from '../words.ts'
import { parsed } from './parsed.ts'
import type { ExportSource } from './sources.ts'
import type { Language } from './tables.ts'
import { titleOf } from './words.ts'

type Told = ContactRow & { name: string; phone: string }
type Field = Column & { of: (row: Told) => Cell }

const fields = (language: Language): Field[] => [
  { title: titleOf('contactId', language), width: 38, of: ({ id }) => id },
  { title: titleOf('at', language), kind: 'instant', of: ({ at }) => new Date(at) },
  { title: titleOf('channel', language), width: 10, of: ({ channel }) => wordOf('channel', channel, language) },
  { title: titleOf('customer', language), of: ({ name }) => name },
  { title: titleOf('phone', language), of: ({ phone }) => phone },
  { title: titleOf('excerpt', language), width: 60, of: ({ excerpt }) => excerpt },
  { title: titleOf('turns', language), kind: 'count', width: 8, of: ({ turns }) => turns },
  { title: titleOf('score', language), kind: 'decimal', width: 8, of: ({ score }) => score },
  { title: titleOf('product', language), of: ({ product }) => product },
  { title: titleOf('node', language), of: ({ node }) => node },
  { title: titleOf('region', language), of: ({ region }) => region },
  { title: titleOf('category', language), of: ({ category }) => category },
  { title: titleOf('unhappy', language), kind: 'share', width: 10, of: ({ reading }) => reading?.unhappy ?? null },
  { title: titleOf('verdict', language), width: 10, of: ({ verdict }) => wordOf('verdict', verdict, language) },
]

/** 联络, by the filter of their list. */
export const contactsExport: ExportSource = {
  anyOf: ['contacts:read', 'care:handle'],
  names: { zh: '联络', en: 'contacts' },
  columns: fields,
  async rows({ tx, actor, query, language, keys }) {
    const { tenantId } = actor
    const asked = contactsAsked(tx, actor, parsed(ContactListQuery, query)).selectAll('c').orderBy('c.at', 'desc').orderBy('c.id', 'desc')
    type Found = Awaited<ReturnType<typeof asked.execute>>
    const told = fields(language)
    return {
      question: asked,
      async cellsOf(found: Found) {
        const people = await contactDataOf(
          tx,
          tenantId,
          found.flatMap(({ customer_id: id }) => id ?? []),
          keys,
        )
        const rows = await shownContacts(tx, tenantId, found)
        return rows.map((row) => {
          const { name = '', phone = '' } = people.get(row.customer?.id ?? '') ?? {}
          return told.map(({ of }) => of({ ...row, name, phone }))
        })
      },
    }
  },
}
