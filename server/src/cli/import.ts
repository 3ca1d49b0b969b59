import type { Import } from '@zhiwei/contract'
import { importFile } from '../intake/index.ts'
import { intakeSources } from '../intake-sources.ts'
import { tenantNamed, withDeps } from './connect.ts'
import { requireFile } from './files.ts'
import { type Command, fileAsGiven, printJson, readArgs, say, UsageError } from './usage.ts'

const problemsShown = 20

export const command: Command = {
  help: `Usage: npm run zhiwei -- import FILE [--tenant default] [--as history|toHandle]

Takes in a table of complaints (.xlsx, or .csv in UTF-8 or GB18030, up to 100 MB), as the import in the web does: columns are guessed from
their names and contents, every good row becomes a case, problems are told by row. Prints the result as JSON.
--as history: the file's status, or closed; no clocks and notices. --as toHandle: as if they had come in today.
Without it: history when the newest row is older than a week. Undo it in the web, under Imports.`,
  async run(args) {
    const options = { tenant: { type: 'string', default: 'default' }, as: { type: 'string' } } as const
    const { values, positionals } = readArgs(args, options, { least: 1, most: 1 })
    const as = values.as
    if (as !== undefined && as !== 'history' && as !== 'toHandle') throw new UsageError('--as is history or toHandle')
    const path = fileAsGiven(positionals[0] ?? '')
    requireFile(path)
    await withDeps(async (deps) => {
      const started = performance.now()
      let said = ''
      const run = await importFile(deps, await tenantNamed(deps, values.tenant), intakeSources, { path, as }, ({ state, counts }) => {
        const line = state === 'reading' ? `Read ${counts.rows ?? 0} rows` : `Stored ${counts.committed ?? 0} of ${counts.good ?? 0} rows`
        if (line !== said) say(line)
        said = line
      })
      tellProblems(run)
      printJson({ ...resultOf(run), tenant: values.tenant, seconds: Number(((performance.now() - started) / 1000).toFixed(1)) })
    })
  },
}

function tellProblems({ problems, counts }: Import) {
  for (const { row, column, detail } of problems.slice(0, problemsShown)) say(`Row ${row}, ${column}: ${detail}`)
  if (problems.length > problemsShown) say(`… more problems: the web shows and exports all of them, under Imports`)
  say(`${counts.committed} of ${counts.rows} rows are cases now; ${counts.bad} bad rows, ${counts.known} that were there already`)
}

const resultOf = ({ id, state, as, source, columns, mapping, dates, counts, problems }: Import) => ({
  importId: id,
  state,
  as,
  source,
  dates,
  columns: Object.fromEntries(columns.map(({ index, name }) => [name, mapping[index] ?? null])),
  counts,
  problems: problems.slice(0, problemsShown),
})
