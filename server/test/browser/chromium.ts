import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'
import { inRoot } from '../../src/platform/paths.ts'

const path = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((one) => one && existsSync(one))
const lacking = [
  path ? '' : 'no browser: set CHROMIUM_PATH',
  existsSync(inRoot('dist', 'web', 'index.html')) ? '' : 'the web app is not built',
]

/** What stands in the way of tests in a browser; empty when nothing does. */
export const whyNoBrowser = lacking.filter(Boolean).join(', ')

/** A `describe` for examples in a browser; where there is none they are skipped and the name says why. */
export function inBrowser(name: string, examples: () => void) {
  describe.skipIf(whyNoBrowser !== '')(whyNoBrowser ? `${name} (skipped: ${whyNoBrowser})` : name, examples)
}

// Containers have no user namespaces for the sandbox and little shared memory; the rest keeps Chromium from talking to its maker.
const flags = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ ...(path && { executablePath: path }), args: [...flags, ...quiet], chromiumSandbox: false })
}
