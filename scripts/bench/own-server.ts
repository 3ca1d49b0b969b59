import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { permissions } from '@zhiwei/contract'
import { knownHome } from '../../server/src/platform/embedded-postgres/location.ts'
import { statusOf } from '../../server/src/platform/embedded-postgres/server.ts'
import { fromBuild, startProgram, stopProgram, tokenFor } from '../../server/test/program.ts'
import type { Target } from './load.ts'

export type OwnServer = Awaited<ReturnType<typeof startOwnServer>>

const password = 'only for the benches'

/** The built server in a process of its own, on a folder of its own (or the one that is kept), and an API token for it. */
export async function startOwnServer(keep: string | undefined) {
  const dataDir = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'zhiwei-bench-'))
  mkdirSync(dataDir, { recursive: true })
  // Profiling: NODE_ARGUMENTS=--cpu-prof
  const nodeArguments = process.env.NODE_ARGUMENTS?.split(' ') ?? []
  const program = await startProgram({ dataDir, entry: fromBuild, nodeArguments, env: { ADMIN_PASSWORD: password } })
  const headers = await tokenFor(program.url, password, [...permissions])
  const home = knownHome(dataDir) ?? dataDir
  const target: Target = {
    url: program.url,
    headers: { ...headers, 'content-type': 'application/json' },
    appPid: program.pid,
    databasePid: statusOf(join(home, 'postgres'))?.pid ?? 0,
  }
  return {
    dataDir,
    target,
    async stop() {
      await stopProgram(program)
      if (!keep) rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
