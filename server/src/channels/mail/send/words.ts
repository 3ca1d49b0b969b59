import { plainSubject } from '../process/complaint.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character)

/** The same words as HTML: paragraphs, and addresses that can be clicked. */
export const simpleHtml = (text: string): string =>
  `<!doctype html><html><body><div style="white-space:pre-wrap;font-family:sans-serif;font-size:14px;line-height:1.6">${escaped(
    text,
  ).replace(/https?:\/\/[^\s<>"）)，。；]+/g, (address) => `<a href="${address}">${address}</a>`)}</div></body></html>`

/** 主题: in a conversation the customer's own, so that mail programs show one; the mark brings an answer back to the case. */
export function subjectOf({
  own,
  subject,
  number,
  mark,
}: {
  own: string | null
  subject: string
  number: string | null
  mark: string
}): string {
  const said = own === null ? subject : `Re: ${plainSubject(own) || subject}`
  return `${said.slice(0, 200)} [${[number, mark].filter(Boolean).join(' ')}]`
}
