import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { quietly, runToEnd } from './child.mjs'
import { inRoot, say } from './paths.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium for the browser tests: CHROMIUM_PATH, the system's, Playwright's, else a new one; null when none can be had. */
export async function browserPath(node) {
  const found = find()
  if (found) return found
  say('Installing Chromium for the browser tests')
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await tried('apt-get', ['update', '-q'], env)
    // The font is for Chinese text in the pictures: without it each character is an empty box.
    await tried('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], env)
    if (find()) return find()
  }
  await tried(node, [inRoot('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'])
  const installed = find()
  if (!installed) say('No Chromium could be installed: set CHROMIUM_PATH to the program of one.')
  return installed
}

function find() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/google/chrome']
  const system = NAMES.flatMap((name) => folders.map((folder) => join(folder || '.', name)))
  const app = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return [process.env.CHROMIUM_PATH, ...system, app, playwrights()].find((path) => path && existsSync(path) && runs(path)) ?? null
}

// Ubuntu's /usr/bin/chromium-browser may be a script that only says to install a snap.
const runs = (path) => spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0

function playwrights() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath()
  } catch {
    return null
  }
}

async function tried(program, args, env = {}) {
  try {
    await runToEnd(program, args, { ...quietly, env })
  } catch (error) {
    say(String(error.message))
  }
}
