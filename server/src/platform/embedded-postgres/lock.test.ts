import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { aFolder } from './testing.ts'

const rounds = 400

// Threads share the pid, so the one that comes second finds a living holder, as two processes would.
const contender = `
  const { parentPort, workerData } = require('node:worker_threads')
  import(workerData.module).then(({ takeLock }) => {
    const meet = new Int32Array(workerData.shared)
    for (let round = 0; round < workerData.homes.length; round++) {
      Atomics.add(meet, 0, 1)
      while (Atomics.load(meet, 0) < 2 * (round + 1)) {}
      try {
        takeLock(workerData.homes[round])
        Atomics.add(meet, 1, 1)
      } catch {}
    }
    parentPort.postMessage('done')
  })`

test('of two that find the same dead holder at once only one gets the folder', async () => {
  const homes = Array.from({ length: rounds }, () => {
    const home = aFolder()
    writeFileSync(join(home, 'postgres.lock'), JSON.stringify({ pid: 4_000_000, startTime: 'dead', token: 'dead' }))
    return home
  })
  const shared = new SharedArrayBuffer(8)
  const module = new URL('./lock.ts', import.meta.url).href
  const both = [1, 2].map(() => new Worker(contender, { eval: true, workerData: { module, homes, shared } }))
  await Promise.all(both.map((worker) => new Promise((done, failed) => worker.once('message', done).once('error', failed))))
  expect(new Int32Array(shared)[1]).toBe(rounds)
  await Promise.all(both.map((worker) => worker.terminate()))
})
