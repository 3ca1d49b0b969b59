import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { migrationNames } from '../src/platform/migrate.ts'
import { inRoot } from '../src/platform/paths.ts'

// Behind the wall between tenants (租户隔离) a migration sees no row before it says of which company.

/** They changed nothing, and stay as they were applied: 0136 and 0150 do what 0105 and 0140 meant to; when 0013 was written nobody used the program yet. */
const blind = ['0013_clocks.sql', '0105_thanks_and_undelivered.sql', '0140_topic_contacts.sql']

const changesRows = (statement: string) => /^\s*(insert|update|delete|merge|with)\b/i.test(statement)
const sources = migrationNames().map((name) => ({
  name,
  source: readFileSync(inRoot('server', 'migrations', name), 'utf8').replace(/--.*$/gm, ''),
}))

test('rows are changed in blocks that go from company to company', () => {
  const outside = sources.filter(({ source }) =>
    source
      .replace(/\$\$.*?\$\$/gs, '')
      .split(';')
      .some(changesRows),
  )
  expect(outside.map(({ name }) => name)).toEqual(blind)
})

test('each such block says of which company before it changes rows', () => {
  const blocks = sources.flatMap(({ name, source }) =>
    [...source.matchAll(/\bdo \$\$(.*?)\$\$/gs)].map(([, body = '']) => ({ name, statements: body.split(/;|\bloop\b|\bbegin\b/i) })),
  )
  const changing = blocks.filter(({ statements }) => statements.some(changesRows))
  expect(changing.length).toBeGreaterThan(3)
  const unsaid = changing.filter(({ statements }) => {
    const said = statements.findIndex((statement) => statement.includes(`set_config('app.tenant'`))
    return said < 0 || said > statements.findIndex(changesRows)
  })
  expect(unsaid.map(({ name }) => name)).toEqual([])
})
