import type { ConsoleMessage, Page } from 'playwright-core'

// The browser itself logs every answer ≥ 400; those below 500 are part of the talk (not signed in, conflict, refused).
const isAnswer = (message: ConsoleMessage) => /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())

/** Writes down what no page may do: errors on the console (also those of the content security policy), in scripts, and answers from 500 on. */
export function watchForTroubles(page: Page, troubles: string[]) {
  const note = (what: string) => troubles.push(`${new URL(page.url()).pathname}: ${what}`)
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswer(message)) note(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => note(`script: ${error.stack ?? error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) note(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
}
