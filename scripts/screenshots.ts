import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startBrowser } from '../server/test/browser/chromium.ts'
import { outsidePlaces, portalPlaces, settled } from '../server/test/browser/places.ts'
import { tooWide } from '../server/test/browser/too-wide.ts'
import { watchForTroubles } from '../server/test/browser/troubles.ts'
import { comeAsCustomer } from './pictures/customer.ts'
import { password, placesOfDemo, startDemoServer } from './pictures/demo-server.ts'

import { type Options, readOptions } from './pictures/options.ts'

// npm run screenshots: every page of the demo company in every size, language and theme, to be looked at as a stranger would.

const say = (line: string) => process.stderr.write(`${line}\n`)

async function run(options: Options) {
  const server = await startDemoServer(options.keep)
  const browser = await startBrowser()
  const troubles: string[] = []
  try {
    const places = { ...(await placesOfDemo(server.url)), nothing: '/cases?q=%E7%8B%AC%E8%A7%92%E5%85%BD', keys: '/cases' }
    mkdirSync(options.to, { recursive: true })
    let count = 0
    for (const language of options.languages)
      for (const theme of options.themes) {
        const look = { url: server.url, language, theme, to: options.to, troubles }
        count += await shootAll(browser, { ...look, places: outsidePlaces, as: 'nobody' }, options)
        count += await shootAll(browser, { ...look, places: portalPlaces, as: 'customer' }, options)
        count += await shootAll(browser, { ...look, places, as: 'staff' }, options)
      }
    say(`${count} pictures in ${options.to}`)
    for (const trouble of troubles) say(`! ${trouble}`)
    if (troubles.length > 0) process.exitCode = 1
  } finally {
    await browser.close()
    await server.stop()
  }
}

type Look = {
  url: string
  language: string
  theme: 'light' | 'dark'
  to: string
  troubles: string[]
  places: Record<string, string>
  as: 'nobody' | 'customer' | 'staff'
}

/** One window goes to each place once and is then drawn to every size. */
async function shootAll(browser: Browser, look: Look, { pages, sizes, isGuide }: Options): Promise<number> {
  const chosen = Object.entries(look.places).filter(([name]) => pages.includes(name))
  if (chosen.length === 0) return 0
  const context = await browser.newContext({ baseURL: look.url, colorScheme: look.theme, locale: look.language, reducedMotion: 'reduce' })
  const page = await windowIn(context, look)
  for (const [name, address] of chosen) {
    await page.setViewportSize(sizes[0] ?? { width: 1440, height: 900 })
    await settled(page, address)
    if (name === 'keys') await openKeySheet(page)
    for (const size of sizes) {
      await page.setViewportSize(size)
      await drawn(page)
      // On a phone the whole page, in a window as high: bars at its edges stay at the edges.
      if (size.width < 600)
        await page.setViewportSize({ width: size.width, height: await page.evaluate('document.scrollingElement.scrollHeight') })
      const beyond = await tooWide(page)
      if (beyond.length > 0) look.troubles.push(`${name} at ${size.width} in ${look.language}: ${beyond.join(' ')}`)
      if (isGuide) {
        await page.screenshot({ path: join(look.to, `${name}.jpg`), type: 'jpeg', quality: 60, animations: 'disabled' })
        continue
      }
      const file = `${name}.${size.width}.${look.language}.${look.theme}.png`
      await page.screenshot({ path: join(look.to, file), animations: 'disabled' })
    }
  }
  await context.close()
  return chosen.length * sizes.length
}

async function windowIn(context: BrowserContext, { url, language, as, troubles }: Look): Promise<Page> {
  const preferences = JSON.stringify(JSON.stringify({ language }))
  await context.addInitScript(`localStorage.setItem('zhiwei.preferences', ${preferences})`)
  const page = await context.newPage()
  watchForTroubles(page, troubles)
  if (as === 'customer') await comeAsCustomer(page, url, language)
  if (as === 'staff') {
    const headers = { origin: url }
    await page.request.post('/api/v1/sessions', { headers, data: { username: 'admin', password }, failOnStatusCode: true })
    await page.request.post('/api/v1/sessions/current/tenant', { headers, data: { tenant: 'demo' }, failOnStatusCode: true })
  }
  return page
}

/** The shortcuts of a page, over it. */
async function openKeySheet(page: Page) {
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

/** The frame after the layout has followed a new size; parts that only then appear have come. */
async function drawn(page: Page) {
  await twoFrames(page)
  await page.locator('.bone, .chart .ant-skeleton').first().waitFor({ state: 'detached' })
  await twoFrames(page)
}

const twoFrames = (page: Page) => page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

try {
  await run(readOptions(process.argv.slice(2)))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
