import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { quietly, runToEnd } from './child.mjs'
import { fail } from './install.mjs'
import { withLock } from './lock.mjs'
import { inRoot, root, say } from './paths.mjs'

const SHARED = ['package-lock.json', 'scripts/build.mjs', 'tsconfig.base.json', 'contract']
const ENTRIES = { main: 'server/src/main.ts', cli: 'server/src/cli/main.ts' }
const PARTS = {
  server: { sources: [...SHARED, 'server/src', 'text', 'signals'], make: bundleServer },
  web: { sources: [...SHARED, 'web', 'text', 'signals'], make: buildWeb },
}

/** Builds what is stale of `server` (dist/server/main.mjs, cli.mjs) and `web` (dist/web). */
export async function build(node, names) {
  if (names.every((name) => !isStale(name))) return
  await withLock('build', async () => {
    for (const name of names) {
      if (!isStale(name)) continue
      const stamp = stampOf(name)
      const started = Date.now()
      rmSync(stampFile(name), { force: true })
      await PARTS[name].make(node)
      writeFileSync(stampFile(name), stamp)
      say(`Built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
    }
  })
}

const stampFile = (name) => inRoot('dist', `${name}.stamp`)
const isStale = (name) => !existsSync(stampFile(name)) || readFileSync(stampFile(name), 'utf8') !== stampOf(name)

// The sources' content, not their times: a checkout of older sources is a change too.
function stampOf(name) {
  const hash = createHash('sha256')
  for (const file of PARTS[name].sources.flatMap(filesUnder))
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(path) {
  if (!existsSync(inRoot(path))) return []
  if (statSync(inRoot(path)).isFile()) return [path]
  return readdirSync(inRoot(path), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'dist' && !entry.name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : entry.isFile() ? [`${path}/${entry.name}`] : []))
}

async function bundleServer() {
  const { build: bundle } = await import('esbuild')
  const outdir = inRoot('dist', 'server')
  const draft = `${outdir}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  await bundle({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(inRoot(file)))),
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    target: 'node22',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [ownPackagesInside, placeOfTheSource(outdir)],
  })
  replace(draft, outdir)
}

// Packages of others are loaded from node_modules at run time; ours (@zhiwei/…) are TypeScript and go into the bundle.
const ownPackagesInside = {
  name: 'own-packages-inside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@zhiwei/') ? null : { path, external: true },
    )
  },
}

// Code finds files beside its source (migrations, workers, models) by import.meta: in the bundle that still means the source's place.
const placeOfTheSource = (outdir) => ({
  name: 'place-of-the-source',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const url = `new URL(${JSON.stringify(relative(outdir, path).split(sep).join('/'))}, import.meta.url)`
      const file = `process.getBuiltinModule('node:url').fileURLToPath(${url})`
      const meant = { url: `${url}.href`, filename: file, dirname: `process.getBuiltinModule('node:path').dirname(${file})` }
      const contents = readFileSync(path, 'utf8').replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name) => meant[name])
      return { contents, loader: 'ts', resolveDir: dirname(path) }
    })
  },
})

async function buildWeb(node) {
  const outdir = inRoot('dist', 'web')
  const draft = `${outdir}.${process.pid}`
  const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js')
  const code = await runToEnd(node, [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'], {
    ...quietly,
    cwd: inRoot('web'),
  })
  if (code !== 0) fail(`The web app was not built (vite ended with code ${code}): its messages stand above.`)
  replace(draft, outdir)
}

// A running server never sees a half-written build.
function replace(draft, place) {
  const old = join(dirname(place), `old-${process.pid}`)
  if (existsSync(place)) renameSync(place, old)
  renameSync(draft, place)
  rmSync(old, { recursive: true, force: true })
}
