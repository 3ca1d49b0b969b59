import { type Import, type ImportField, type ImportMapping, type ImportProblem, importFields } from '@zhiwei/contract'

/** The fields as a person looks for them. */
export const fieldGroups: { name: string; fields: ImportField[] }[] = [
  {
    name: 'complaint',
    fields: ['text', 'subject', 'receivedAt', 'externalId', 'channel', 'category', 'product', 'node', 'region', 'amount', 'remedySought'],
  },
  { name: 'customer', fields: ['name', 'phone', 'email', 'customerNo'] },
  { name: 'referral', fields: ['authority', 'referenceNo', 'dueAt'] },
  { name: 'handling', fields: ['status', 'severity', 'answer', 'answeredAt', 'closedAt'] },
]

/** The mapping after a column got a field, or none. A field has one column, so another column that had it loses it. */
export function mappingWith(mapping: ImportMapping, column: number, field: ImportField | undefined): ImportMapping {
  const others = Object.entries(mapping).filter(([index, taken]) => index !== String(column) && taken !== field)
  return Object.fromEntries(field ? [...others, [String(column), field]] : others)
}

/** The fields the preview has to show, in the order of the contract. */
export function previewFieldsOf({ mapping, preview }: Pick<Import, 'mapping' | 'preview'>): string[] {
  const names = new Set([...Object.values(mapping), ...preview.flatMap(({ values }) => Object.keys(values))])
  const known = importFields.filter((field) => names.has(field))
  return [...known, ...[...names].filter((name) => !known.includes(name as ImportField))]
}

/** What is wrong in a cell of the preview: a problem names the file's column, or the field itself. */
export function problemsOfCell(
  { columns, mapping, problems }: Pick<Import, 'columns' | 'mapping' | 'problems'>,
  row: number,
  field: string,
) {
  const names = columns.filter(({ index }) => mapping[String(index)] === field).map(({ name }) => name)
  return problems.filter((problem) => problem.row === row && problem.column !== null && [...names, field].includes(problem.column))
}

export const countOf = (problems: readonly ImportProblem[], severity: ImportProblem['severity']) =>
  problems.filter((problem) => problem.severity === severity).length
