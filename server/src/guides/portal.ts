import type { GuideText } from '@zhiwei/contract'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { tenantByCode, tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { dayOf } from '../platform/days.ts'
import type { Deps } from '../platform/deps.ts'
import { escapeHtml } from '../platform/docs/html.ts'
import { open } from '../platform/http.ts'
import { languageOf, type PageLanguage, plainPage, sendPage } from '../platform/plain-page/index.ts'
import './tables.ts'

/** Openings of one address a minute. */
const pagesAMinute = 120
const words = {
  zh: {
    about: '适用产品',
    misuse: '常见误区',
    right: '这样用',
    why: '为什么',
    help: '还是不行？',
    over: '这份指南已经撤下',
    overDetail: '请联系我们的客服了解最新说明。',
    of: '第 {no} 版',
  },
  en: {
    about: 'For',
    misuse: 'Often misunderstood',
    right: 'Do it like this',
    why: 'Why',
    help: 'Still not working?',
    over: 'This guide is no longer here',
    overDetail: 'Please ask our service for what holds today.',
    of: 'Version {no}',
  },
} as const

type Place = { tenantCode: string; address: string }
type Published = { id: string; product: string; no: number; content: GuideText }

/** 客户指南: the page a customer opens, without sign-in and without a script, at /p/<company>/g/<address>. Source: docs/rules/guides.md */
export async function guidePortal(app: FastifyInstance, deps: Deps) {
  const limited = { config: { ...open.config, rateLimit: { max: pagesAMinute, timeWindow: '1 minute' } }, schema: { hide: true } }
  app.get<{ Params: Place }>('/p/:tenantCode/g/:address', limited, async (request, reply) => {
    const language = languageOf(request.headers['accept-language'])
    const { tenantCode, address } = request.params
    const tenant = await tenantByCode(deps.database, tenantCode)
    const guide =
      tenant &&
      (await deps.database
        .writer(tenant.id)
        .transaction()
        .execute((tx) => openGuide(tx, tenant.id, address, deps.clock())))
    if (!guide || !tenant)
      return sendPage(reply.code(404), plainPage(language, words[language].over, paragraph(words[language].overDetail)))
    return sendPage(reply, guidePage(language, tenant.name, guide))
  })
}

/** Reads what is published there, and counts the opening. */
async function openGuide(tx: Tx, tenantId: string, address: string, now: Date): Promise<Published | undefined> {
  const { rows } = await sql<Published>`
    select g.id, g.product, v.no, v.content from guide g
    join guide_version v on v.tenant_id = g.tenant_id and v.guide_id = g.id and v.state = 'published'
    where g.tenant_id = ${tenantId} and g.address = ${address} and g.withdrawn_at is null`.execute(tx)
  const [guide] = rows
  if (!guide) return undefined
  const day = dayOf(now, await tenantZone(tx, tenantId))
  await sql`insert into guide_view (tenant_id, guide_id, day, views) values (${tenantId}, ${guide.id}, ${day}, 1)
    on conflict (tenant_id, guide_id, day) do update set views = guide_view.views + 1`.execute(tx)
  return guide
}

const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function guidePage(language: PageLanguage, company: string, { product, no, content }: Omit<Published, 'id'>): string {
  const t = words[language]
  const part = (heading: string, body: string) => `<section><h2>${escapeHtml(heading)}</h2>${body}</section>`
  const paragraphs = (text: string) => linesOf(text).map(paragraph).join('')
  return plainPage(
    language,
    content.title,
    [
      `<p class="meta">${escapeHtml(`${t.about}：${product}`)}</p>`,
      part(t.misuse, paragraphs(content.misuse)),
      part(
        t.right,
        `<ol>${linesOf(content.right)
          .map((line) => `<li>${escapeHtml(line)}</li>`)
          .join('')}</ol>`,
      ),
      content.why ? part(t.why, paragraphs(content.why)) : '',
      content.help ? part(t.help, paragraphs(content.help)) : '',
      `<p class="meta">${escapeHtml(`${company} · ${t.of.replace('{no}', String(no))}`)}</p>`,
    ]
      .filter(Boolean)
      .join('\n'),
  )
}
