import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { aDatabase, adminPassword, type Client } from '../harness.ts'
import { fromBuild, fromSource, startProgram, stopProgram } from '../program.ts'
import { startBrowser } from './chromium.ts'
import { clientAt } from './client-at.ts'
import { watchForTroubles } from './troubles.ts'

export type Office = Awaited<ReturnType<typeof openOffice>>
export type Person = { username: string; password: string; name: string }
type View = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'javaScriptEnabled'> & { language?: 'zh-CN' | 'en' }

const password = 'a good long password'

/** The program as `npm start` runs it, with its worker, on a database of its own; and a browser to sit down at. */
async function openOffice(settings: NodeJS.ProcessEnv) {
  const db = await aDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'zhiwei-office-'))
  const env = {
    DATABASE_URL: db.appUrl,
    MIGRATE_DATABASE_URL: db.ownerUrl,
    SECRET_KEY: 'a test key that is long enough to be one',
    ADMIN_PASSWORD: adminPassword,
    LOG_LEVEL: 'error',
    ...settings,
  }
  const [program, browser] = await Promise.all([
    startProgram({ dataDir, entry: existsSync(fromBuild) ? fromBuild : fromSource, env }),
    startBrowser(),
  ])
  const admin = await clientAt(program.url, 'admin', adminPassword)
  const troubles: string[] = []
  const boss: Person = { username: 'admin', password: adminPassword, name: '管理员' }

  /** 入职: a person with one of the shipped roles. */
  async function hire(role: string, name: string, unitId: string | null = null): Promise<Person> {
    const { body: roles } = await admin.get('/roles')
    const roleId = roles.rows.find((row: { code: string }) => row.code === role)?.id
    const username = `${role}.${name}`
    const { status, body } = await admin.post('/users', { username, name, password, unitId, roleIds: [roleId] })
    expect(status, JSON.stringify(body)).toBe(201)
    return { username, password, name }
  }

  /** A browser window with nobody signed in. */
  async function newWindow({ language = 'zh-CN', ...view }: View = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: program.url,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...view,
    })
    context.setDefaultTimeout(45_000)
    const preferences = JSON.stringify({ language })
    await context.addInitScript(
      `localStorage.getItem('zhiwei.preferences') ?? localStorage.setItem('zhiwei.preferences', '${preferences}')`,
    )
    const page = await context.newPage()
    watchForTroubles(page, troubles)
    return page
  }

  return {
    url: program.url,
    /** The owner's way into the database: to let weeks go by. */
    ownerUrl: db.ownerUrl,
    admin,
    boss,
    hire,
    newWindow,
    troubles,
    clientOf: (person: Person): Promise<Client> => clientAt(program.url, person.username, person.password),
    /** Somebody at their desk: a window in which they are signed in. */
    async desk(person: Person, at = '/', view: View = {}): Promise<Page> {
      const page = await newWindow(view)
      const { username, password } = person
      const signedIn = await page.request.post('/api/v1/sessions', { data: { username, password } })
      expect(signedIn.status(), await signedIn.text()).toBe(201)
      await page.goto(at)
      return page
    },
    async close() {
      await browser.close()
      await stopProgram(program)
      await db.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** One office for the examples of a file; each must leave the consoles of its windows clean. @param settings more of the environment, asked when it opens */
export function useOffice(settings: () => NodeJS.ProcessEnv = () => ({})): Office {
  const office = {} as Office
  beforeAll(async () => {
    Object.assign(office, await openOffice(settings()))
  })
  afterEach(() => expect(office.troubles.splice(0)).toEqual([]))
  afterAll(() => office.close?.())
  return office
}
