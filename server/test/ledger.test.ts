import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runningEmbeddedPostgres } from '../src/platform/embedded-postgres/index.ts'
import { inRoot } from '../src/platform/paths.ts'
import {
  aLedger,
  disagreements,
  killPostgres,
  type Ledger,
  openIn,
  reloadSettings,
  sendAll,
  sendUntilClosed,
  settingsFile,
  settledIn,
  storedCases,
} from './ledger.ts'
import { killProgram, type Program, startProgram, stopProgram, tokenFor } from './program.ts'

// Design §6.1: an acknowledged complaint is never lost and never doubled. More kills: KILLS=50 npm test -- server/test/ledger.test.ts
// To see it fail: LEDGER_SYNCHRONOUS_COMMIT=off, or LEDGER_ENTRY=…/main.ts of a copy whose key store is broken.

const kills = Number(process.env.KILLS ?? 4)
const size = Number(process.env.LEDGER_SIZE ?? 2_000)
const clients = 12
const answeredWithinMs = 10_000
const password = 'correct horse battery'
const minutes = 60_000

let dataDir: string
let program: Program
let authorization: string
const start = () => startProgram({ dataDir, env: { ADMIN_PASSWORD: password, LOG_LEVEL: 'warn' }, ...(entry && { entry }) })
const entry = process.env.LEDGER_ENTRY
const sender = () => ({ url: () => program.url, authorization })
const stored = () => storedCases(runningEmbeddedPostgres(dataDir)?.ownerUrl ?? '')

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhiwei-ledger-'))
  program = await start()
  authorization = (await tokenFor(program.url, password, ['complaints:register', 'cases:read'])).authorization
  if (process.env.LEDGER_SYNCHRONOUS_COMMIT) {
    appendFileSync(settingsFile(dataDir), `\nsynchronous_commit = ${process.env.LEDGER_SYNCHRONOUS_COMMIT}\n`)
    reloadSettings(dataDir)
  }
})
afterAll(async () => {
  await stopProgram(program)
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
})

describe('a server that keeps being killed', () => {
  test(
    `${size} complaints and ${kills} kills of node and of postgres: none acknowledged is lost, none is doubled`,
    async () => {
      const ledger = aLedger('断电', size)
      const moments = Array.from({ length: kills }, () => Math.floor(size * (0.03 + 0.9 * Math.random()))).sort((a, b) => a - b)
      const waits: number[] = []

      const sent = sendAll(ledger, clients, sender())
      for (const [no, moment] of moments.entries()) {
        while (settledIn(ledger) < moment) await delay(2)
        const open = await (no % 2 === 0 ? killNode(ledger) : killDatabase(ledger))
        waits.push(await answered(open))
      }
      await sent

      expect(ledger.refusals).toEqual([])
      expect(disagreements(ledger, await stored())).toEqual([])
      expect(await stored()).toHaveLength(size)
      expect(Math.max(...waits)).toBeLessThan(answeredWithinMs)
    },
    Math.max(3, kills) * minutes,
  )

  test('each key still gives its first answer', async () => {
    const ledger = aLedger('重试', 300)
    await sendAll(ledger, clients, sender())
    const first = ledger.entries.map(({ answer }) => answer)
    killPostgres(dataDir)

    await sendAll(ledger, clients, sender())

    expect(ledger.entries.map(({ answer }) => answer?.caseId)).toEqual(first.map((answer) => answer?.caseId))
    expect(disagreements(ledger, await stored())).toEqual([])
  })

  test('every chain of events is whole', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', inRoot('server', 'src', 'cli', 'main.ts'), 'audit', 'verify'],
      { env: { PATH: process.env.PATH, DATA_DIR: dataDir }, encoding: 'utf8' },
    )
    expect(stderr).toContain('Every event is as it was recorded.')
    expect(status).toBe(0)
  })

  test('a second start on its folder ends with a sentence, and the load goes on untouched', async () => {
    const ledger = aLedger('双开', 200)
    const sent = sendAll(ledger, clients, sender())

    await expect(start()).rejects.toThrow(/in use by process \d+.*\.$/)

    await sent
    expect(ledger.refusals).toEqual([])
    expect(disagreements(ledger, await stored())).toEqual([])
  })

  test('told to stop under load it answers every request it has taken', async () => {
    const ledger = aLedger('停机', 2_000)
    const sent = sendUntilClosed(ledger, clients, sender())
    while (settledIn(ledger) < 150) await delay(2)

    expect(await stopProgram(program)).toBe(0)
    expect(await sent).toEqual([])

    program = await start()
    const answered = ledger.entries.filter(({ answer }) => answer)
    expect(answered.length).toBeLessThan(2_000)
    expect(disagreements({ ...ledger, entries: answered }, await stored())).toEqual([])
    expect((await stored()).filter(({ text }) => text.startsWith('停机'))).toHaveLength(answered.length)
  })
})

async function killNode(ledger: Ledger) {
  await killProgram(program)
  const open = openIn(ledger)
  program = await start()
  return open
}

async function killDatabase(ledger: Ledger) {
  killPostgres(dataDir)
  const open = openIn(ledger)
  while (!(await isReady())) await delay(25)
  return open
}

const isReady = () =>
  fetch(`${program.url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )

/** How long it takes, from the server's being back, until everything that was on its way at the kill is answered. */
async function answered(open: Ledger['entries']): Promise<number> {
  const back = performance.now()
  while (open.some(({ state }) => state === 'sent') && performance.now() - back < 2 * answeredWithinMs) await delay(5)
  return performance.now() - back
}
