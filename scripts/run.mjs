import { build } from './build.mjs'
import { runToEnd } from './child.mjs'
import { ensureInstalled, fail, nodeForWork } from './install.mjs'
import { inRoot } from './paths.mjs'
import serverFlags from './server-flags.json' with { type: 'json' }
import { check, folders, test } from './test.mjs'
import { endWithNpm } from './with-npm.mjs'

// The one door behind the npm scripts: installs and builds what is missing, then runs the command on the shipped Node.

const [command, ...args] = process.argv.slice(2)

// Type stripping warns on Node 22.
const SOURCE = ['--disable-warning=ExperimentalWarning']

const commands = {
  async start(node) {
    await build(node, ['server', 'web'])
    return runToEnd(node, [...serverFlags, inRoot('dist', 'server', 'main.mjs'), ...args], { tied: true })
  },
  async dev(node) {
    const server = runToEnd(node, [...SOURCE, '--watch', '--watch-preserve-output', inRoot('server', 'src', 'main.ts'), ...args])
    const web = runToEnd(node, [inRoot('node_modules', 'vite', 'bin', 'vite.js')], { cwd: inRoot('web') })
    const code = await Promise.race([server, web])
    process.kill(process.pid, 'SIGTERM') // one ended, so the other ends too
    await Promise.all([server, web])
    return code
  },
  zhiwei: (node) => runToEnd(node, [...SOURCE, inRoot('server', 'src', 'cli', 'main.ts'), ...args]),
  check: async (node) => ((await check(node)).length > 0 ? 1 : 0),
  test: (node) => test(node, args),
  async bench(node) {
    // The engines run from their sources.
    if (!['text', 'warning'].includes(args[0])) await build(node, ['server', 'web'])
    return runToEnd(node, [...SOURCE, inRoot('scripts', 'bench', 'main.ts'), ...args], { env: folders() })
  },
  async screenshots(node) {
    await build(node, ['server', 'web'])
    const { browserPath } = await import('./browser.mjs')
    return runToEnd(node, [...SOURCE, inRoot('scripts', 'screenshots.ts'), ...args], {
      env: { CHROMIUM_PATH: (await browserPath(node)) ?? '' },
    })
  },
}

if (!Object.hasOwn(commands, command ?? '')) fail(`Usage: node scripts/run.mjs ${Object.keys(commands).join('|')} [arguments]`)
endWithNpm()
await ensureInstalled()
process.exitCode = await commands[command](nodeForWork())
