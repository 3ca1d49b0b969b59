import { addressOf, answerOf, type Query } from './api.ts'
import { ProblemError } from './problem.ts'

/** Hands the person a text made here as a file. A CSV for Excel begins with a byte order mark, which tells it UTF-8. */
export function downloadText(name: string, text: string) {
  const isTable = name.endsWith('.csv')
  handOver(name, new Blob(isTable ? ['\uFEFF', text.replaceAll('\n', '\r\n')] : [text], { type: 'text/plain' }))
}

/** Hands the person a file of the server; a refusal is thrown as ProblemError, so that the dialog that asked can say it. */
export async function downloadFile(path: string, query: Query) {
  const headers = { 'accept-language': document.documentElement.lang }
  const response = await fetch(addressOf(path, query), { headers, credentials: 'same-origin' }).catch(() => {
    throw new ProblemError({ code: 'UNREACHABLE' })
  })
  if (!response.ok) return answerOf<void>(response.status, await response.text(), response.headers.get('content-type'))
  const name = /filename="([^"]+)"/u.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download'
  handOver(name, await response.blob())
}

/** Lets the browser save an answer of the server as it comes, under the name the server gives it: nothing of it stands in the page's memory. */
export function saveFromServer(path: string) {
  const link = document.createElement('a')
  link.href = addressOf(path)
  link.download = ''
  link.click()
}

/** Hands the person a file that the server makes of what is sent; a refusal is thrown as ProblemError. */
export async function downloadMade(path: string, body: unknown, name: string) {
  const headers = { 'accept-language': document.documentElement.lang, 'content-type': 'application/json' }
  const options = { method: 'POST', headers, credentials: 'same-origin', body: JSON.stringify(body) } as const
  const response = await fetch(addressOf(path), options).catch(() => {
    throw new ProblemError({ code: 'UNREACHABLE' })
  })
  if (!response.ok) return answerOf<void>(response.status, await response.text(), response.headers.get('content-type'))
  handOver(name, await response.blob())
}

/** Hands the person content made here as a file. */
export function handOver(name: string, content: Blob) {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
