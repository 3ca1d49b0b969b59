import { MeasureName, MeasureRowsQuery, type MeasureUnit } from '@zhiwei/contract'
import { sql } from 'kysely'
import { everyCaseColumns } from '../../cases/index.ts'
import { cellKinds, cellOf } from '../measures/cells.ts'
import { measureDefinitions } from '../measures/definitions.ts'
import { behindFigure } from '../measures/rows.ts'
import { caseCellsOf, caseColumns, type FoundCase } from './cases.ts'
import { parsed } from './parsed.ts'
import type { ExportSource } from './sources.ts'
import { titleOf } from './words.ts'

const Query = MeasureRowsQuery.extend({ name: MeasureName })
type Behind = FoundCase & { fact_cycle: number; at: Date; value: number | null }

const unitNamed = (name: string | undefined) => measureDefinitions().find((one) => one.name === name)?.unit ?? 'count'
/** Facts hold durations in seconds; the page and this file tell minutes. */
const ownCell = (value: number | null, unit: MeasureUnit) => (unit === 'minutes' && value !== null ? value / 60 : cellOf(value, unit))

/** 明细: the cycles of cases behind one figure, as many as it says, where the person may see every one. */
export const behindFigureExport: ExportSource = {
  anyOf: ['cases:read', 'cases:readUnit'],
  names: { zh: '指标明细', en: 'figure-rows' },
  columns: (language, query) => [
    ...caseColumns(language),
    { title: titleOf('factCycle', language), kind: 'count', width: 8 },
    { title: titleOf('countedAt', language), kind: 'instant' },
    { title: titleOf('value', language), kind: cellKinds[unitNamed(query.name)] },
  ],
  async rows(asked) {
    const { name, ...query } = parsed(Query, asked.query)
    const { from, where, at, value, visible } = await behindFigure(asked.tx, asked.actor, name, query, asked.now)
    const columns = sql.join(everyCaseColumns.map((column) => sql.ref(`complaint_case.${column}`)))
    const question = sql<Behind>`(
      select ${columns}, f.cycle as fact_cycle, ${at} as at, ${value} as value from ${from}
      join complaint_case on complaint_case.tenant_id = f.tenant_id and complaint_case.id = f.case_id
      where ${where} and ${visible} order by ${at} desc, f.case_id desc, f.cycle desc)`
    const cellsOf = async (found: Behind[]) => {
      const cells = await caseCellsOf(asked, found)
      const unit = unitNamed(name)
      return cells.map((row, index) => [
        ...row,
        found[index]?.fact_cycle ?? null,
        found[index]?.at ?? null,
        ownCell(found[index]?.value ?? null, unit),
      ])
    }
    return { question, cellsOf }
  },
}
