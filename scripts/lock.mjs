import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { inRoot, say } from './paths.mjs'

/** Does the work while no other command of this folder does any under the same name; a dead holder's lock is taken over. */
export async function withLock(name, work) {
  const file = inRoot('.zhiwei', `${name}.lock`)
  mkdirSync(inRoot('.zhiwei'), { recursive: true })
  for (let told = false; !taken(file); await delay(200)) {
    const pid = holderOf(file)
    if (pid && !isAlive(pid)) {
      if (holderOf(file) === pid) rmSync(file, { force: true })
    } else if (!told) {
      say(`Waiting for process ${pid}, which is at the same work (${name})`)
      told = true
    }
  }
  const free = () => rmSync(file, { force: true })
  process.once('exit', free)
  try {
    return await work()
  } finally {
    process.off('exit', free)
    free()
  }
}

function taken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
