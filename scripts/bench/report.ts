import type { Measurement } from './load.ts'

const columns: [string, (row: Measurement) => string][] = [
  ['at once', (row) => String(row.connections)],
  ['calls/s', (row) => rounded(row.callsPerSecond)],
  ['p50 ms', (row) => rounded(row.p50)],
  ['p95 ms', (row) => rounded(row.p95)],
  ['p99 ms', (row) => rounded(row.p99)],
  ['app CPU ms', (row) => row.appCpuMs.toFixed(2)],
  ['db CPU ms', (row) => row.databaseCpuMs.toFixed(2)],
  ['app RSS MB', (row) => rounded(row.rssMb)],
  ['errors', (row) => String(row.errors)],
  ['calls', (row) => String(row.calls)],
]
const rounded = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0))

/** The measurements as a table; CPU time is per call. */
export function tableOf(rows: Measurement[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const line = (name: string, cells: string[]) => `${name.padEnd(width)}  ${cells.map((cell) => cell.padStart(10)).join(' ')}`
  const titles = line(
    '',
    columns.map(([title]) => title),
  )
  const lines = rows.map((row) =>
    line(
      row.name,
      columns.map(([, show]) => show(row)),
    ),
  )
  return [titles, ...lines, ''].join('\n')
}
