import { existsSync } from 'node:fs'
import { describe } from 'vitest'
import { inRoot } from '../../src/platform/paths.ts'
import { chromiumPath } from './chromium.ts'

const lacking = [
  chromiumPath ? '' : 'no browser: set CHROMIUM_PATH',
  existsSync(inRoot('dist', 'web', 'index.html')) ? '' : 'the web app is not built',
]

/** What stands in the way of tests in a browser; empty when nothing does. */
export const whyNoBrowser = lacking.filter(Boolean).join(', ')

/** A `describe` for examples in a browser; where there is none they are skipped and the name says why. */
export function inBrowser(name: string, examples: () => void) {
  describe.skipIf(whyNoBrowser !== '')(whyNoBrowser ? `${name} (skipped: ${whyNoBrowser})` : name, examples)
}
