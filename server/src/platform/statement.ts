import { CompiledQuery } from 'kysely'
import type { Tx } from './database.ts'

/**
 * A statement that every registration runs: its text is put together once, planned once a connection, and a parameter (`$caseId`) is sent
 * once however often it stands there. Rows are what it returns.
 */
export function statement<Row>(name: string, text: string) {
  const names: string[] = []
  const numbered = text.replace(/\$(\w+)/g, (_, parameter: string) => {
    if (!names.includes(parameter)) names.push(parameter)
    return `$${names.indexOf(parameter) + 1}`
  })
  const prepared = `-- prepared: ${name}\n${numbered}`
  return async (tx: Tx, values: Record<string, unknown>): Promise<Row[]> => {
    const parameters = names.map((parameter) => values[parameter])
    return (await tx.executeQuery<Row>(CompiledQuery.raw(prepared, parameters))).rows
  }
}
