import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { browserPath } from './browser.mjs'
import { build } from './build.mjs'
import { endingSignal, runToEnd } from './child.mjs'
import { inRoot, say } from './paths.mjs'

const CHECKS = {
  'biome check .': ['@biomejs/biome/bin/biome', 'check', '.'],
  'tsc -p tsconfig.json': ['typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'],
  'tsc -p web/tsconfig.json': ['typescript/bin/tsc', '-p', 'web/tsconfig.json', '--noEmit'],
}

/** Format, lint and types; answers what failed. */
export async function check(node) {
  const failed = []
  for (const [name, [script, ...args]] of Object.entries(CHECKS)) {
    if (endingSignal()) break
    say(`> ${name}`)
    if ((await runToEnd(node, [inRoot('node_modules', script), ...args])) !== 0) failed.push(name)
  }
  return failed
}

/** Everything, or with arguments for Vitest only that; ends with the line `N passed, N failed, N skipped`. */
export async function test(node, args) {
  const failed = args.length === 0 ? await check(node) : []
  await build(node, ['server', 'web'])
  const chromium = await browserPath(node)
  const counts = await vitest(node, args, chromium ? { CHROMIUM_PATH: chromium } : {})
  for (const name of failed) say(`Failed: ${name}`)
  if (counts.code !== 0 && counts.failed === 0) failed.push('vitest') // an error outside of any test
  console.log(`${counts.passed} passed, ${counts.failed + failed.length} failed, ${counts.skipped} skipped`)
  return failed.length + counts.failed > 0 ? 1 : 0
}

async function vitest(node, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'zhiwei-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const code = await runToEnd(node, [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...args], {
      env: { ...folders(), ...env },
    })
    return { code, ...countsIn(report) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Where large test data lies; the tests that need it are skipped without it. */
export const folders = () => ({
  DATASETS_DIR: process.env.DATASETS_DIR ?? inRoot('datasets'),
  GOLDEN_DIR: process.env.GOLDEN_DIR ?? inRoot('golden'),
})

function countsIn(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const filesThatBroke = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    )
    return { passed: numPassedTests, failed: numFailedTests + filesThatBroke.length, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
