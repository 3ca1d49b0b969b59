import { problems } from '@zhiwei/contract'
import { escapeHtml, pageOf } from './docs-html.ts'

/** The page that the `type` of every problem points into. */
export function problemsPage(): string {
  const rows = Object.entries(problems).map(
    ([code, { status, title }]) => `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  )
  return pageOf(
    '错误代码 Problem codes',
    `<p><a href="/api/docs">接口文档 API</a></p>
<table><thead><tr><th>代码 Code</th><th>HTTP</th><th>含义 Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}
