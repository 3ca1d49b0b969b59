import { readFileSync } from 'node:fs'
import { inRoot } from '../paths.ts'
import { escapeHtml, pageOf } from './html.ts'

/** A row of docs/problems.md, which a test holds equal to the contract. */
export type DocumentedProblem = {
  code: string
  status: number
  title: string
  english: string
  meaning: [chinese: string, english: string]
}

export function documentedProblems(): DocumentedProblem[] {
  const page = readFileSync(inRoot('docs', 'problems.md'), 'utf8')
  return [...page.matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (.+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
    ([, code = '', status, title = '', english = '', meaning = '', meant = '']) => ({
      code,
      status: Number(status),
      title,
      english,
      meaning: [meaning, meant],
    }),
  )
}

/** The page that the `type` of every problem points into. */
export function problemsPage(): string {
  const rows = documentedProblems().map(
    ({ code, status, title, english, meaning }) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}<br>${escapeHtml(english)}</td><td>${meaning.map(withCode).join('<br>')}</td></tr>`,
  )
  return pageOf(
    '错误代码 Problem codes',
    `<p><a href="/api/docs">接口文档 API</a></p>
<table><thead><tr><th>代码 Code</th><th>HTTP</th><th>标题 Title</th><th>什么时候、怎么办 When, and what to do</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

const withCode = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
