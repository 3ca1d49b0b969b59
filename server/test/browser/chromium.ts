import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The program of a Chromium; undefined when there is none. */
export const chromiumPath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((one) => one && existsSync(one))
// Containers have no user namespaces for the sandbox and little shared memory; the rest keeps Chromium from talking to its maker.
const flags = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: [...flags, ...quiet], chromiumSandbox: false })
}
