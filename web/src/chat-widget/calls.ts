import type { ChatChoice, ChatDetails, ChatVisit } from '@zhiwei/contract'
import { languageNow } from './words.ts'

// What the window asks of the server. The visitor's token lies in the frame's own storage and goes in a header: no cookie, nothing in an address.

const base = '/api/v1/portal/chat'
const tenant = decodeURIComponent(/^\/p\/([^/]+)\//.exec(location.pathname)?.[1] ?? '')
const place = `zhiwei.chat.${tenant}`
let token: string | null = null

export class Refused extends Error {
  readonly status: number
  readonly said: string
  constructor(status: number, said: string) {
    super(said)
    this.status = status
    this.said = said
  }
}

/** Where the browser keeps nothing for frames, the token lives as long as the page. */
function stored(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}
function keep(value: string | null) {
  token = value
  try {
    if (value === null) localStorage.removeItem(place)
    else localStorage.setItem(place, value)
  } catch {
    // nothing kept
  }
}

let asking: Promise<string> | undefined
async function tokenNow(): Promise<string> {
  token ??= stored()
  if (token) return token
  asking ??= newToken().finally(() => {
    asking = undefined
  })
  return asking
}
async function newToken() {
  const answer = await fetch(`${base}/visitors`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ tenant }),
  })
  if (!answer.ok) throw await refusalOf(answer)
  const made = ((await answer.json()) as { token: string }).token
  keep(made)
  return made
}

async function refusalOf(answer: Response) {
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string }
  return new Refused(answer.status, problem.detail ?? problem.title ?? '')
}

export async function call(path: string, init: RequestInit = {}, isAgain = false): Promise<Response> {
  const headers = { ...(init.headers as Record<string, string>), 'Accept-Language': languageNow(), 'X-Chat-Visitor': await tokenNow() }
  const answer = await fetch(base + path, { ...init, headers })
  if (answer.status === 401 && !isAgain) {
    keep(null)
    return call(path, init, true)
  }
  if (!answer.ok) throw await refusalOf(answer)
  return answer
}

const send = (method: string, path: string, body: object) =>
  call(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })

/** The page around the window: its scheme and host alone. */
const site = document.referrer ? { site: new URL(document.referrer).origin } : {}

export const visit = async (): Promise<ChatVisit> => (await call('')).json()
export const begin = (choice: ChatChoice, language: 'zh' | 'en') => send('POST', '', { choice, language, ...site })
export const say = (clientId: string, text: string) => send('POST', '/messages', { clientId, text })
export const leaveMessage = (given: { clientId: string; choice: ChatChoice; language: 'zh' | 'en'; text: string; details?: ChatDetails }) =>
  send('POST', '/left-messages', { ...given, ...site })
export const leaveDetails = (details: ChatDetails) => send('PUT', '/details', details)
export const endTalk = () => send('POST', '/end', {})
export const giveScore = (score: number) => send('PUT', '/score', { score })
export function sendPicture(clientId: string, picture: File) {
  const form = new FormData()
  form.append('file', picture)
  return call(`/files?clientId=${clientId}`, { method: 'POST', body: form })
}
export const pictureAt = async (id: string): Promise<string> => URL.createObjectURL(await (await call(`/files/${id}`)).blob())
