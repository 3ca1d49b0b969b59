import { type ImportField, ImportField as ImportFieldSchema, type ImportMapping } from '@zhiwei/contract'
import { z } from 'zod'
import shipped from './sheets.json' with { type: 'json' }

const Sheet = z.strictObject({
  code: z.string(),
  authority: z.string(),
  /** Heads that only this authority's sheets have; one of them must be there. */
  marks: z.array(z.string()),
  columns: z.partialRecord(ImportFieldSchema, z.array(z.string())),
})
export type ReferralSheet = z.infer<typeof Sheet>
const sheets = z.array(Sheet).parse(shipped)

/** A head as authorities write it: without spaces, stars, units in brackets. */
const wordOf = (head: string) =>
  head
    .normalize('NFKC')
    .replace(/[（(【[].*$/u, '')
    .replace(/[\s*：:]/gu, '')

/** These three make a sheet of complaints a referral: whose number it is, what is complained of, until when an answer is owed. */
const needed: ImportField[] = ['referenceNo', 'text', 'dueAt']

/**
 * 转办单: whose transfer sheet these heads are, with the columns it has; null when it is no sheet of a known authority.
 * Source: docs/rules/connectors.md
 */
export function referralSheetOf(heads: string[]): { sheet: ReferralSheet; mapping: ImportMapping } | null {
  const words = heads.map(wordOf)
  const found = sheets.flatMap((sheet) => {
    const mapping = mappingBy(sheet, words)
    const fields = new Set(Object.values(mapping))
    const marks = sheet.marks.filter((mark) => words.some((word) => word === mark)).length
    return marks > 0 && needed.every((field) => fields.has(field)) ? [{ sheet, mapping, marks }] : []
  })
  const [best] = found.sort((a, b) => b.marks - a.marks || Object.keys(b.mapping).length - Object.keys(a.mapping).length)
  return best ? { sheet: best.sheet, mapping: best.mapping } : null
}

function mappingBy({ columns }: ReferralSheet, words: string[]): ImportMapping {
  const mapping: ImportMapping = {}
  for (const [field, names] of Object.entries(columns) as [ImportField, string[]][]) {
    const at = names
      .map((name) => words.findIndex((word, index) => word === name && mapping[index] === undefined))
      .find((index) => index >= 0)
    if (at !== undefined) mapping[at] = field
  }
  return mapping
}

/** 转办单位 as the case keeps it: limits of law are found by the authority's code in its name (12345 浦东热线办). */
export function authorityOf(sheet: ReferralSheet | null, cell: string): string {
  if (!sheet) return cell || '监管转办'
  if (cell === '') return sheet.authority
  return cell.includes(sheet.code) ? cell : `${sheet.code} ${cell}`
}
