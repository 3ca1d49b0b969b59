import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// These scripts run before anything is installed, on the host's Node (20 or newer): plain JavaScript, no dependencies.
export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const inRoot = (...parts) => join(root, ...parts)

/** Everything we say goes to stderr: stdout belongs to the command that is run. */
export const say = (line) => process.stderr.write(`${line}\n`)
