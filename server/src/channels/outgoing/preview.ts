import type { MessageKind, MessageLanguage, TemplatePreview } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, findCase } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { ChannelSources } from '../sources.ts'
import { promisedText, unitOf } from './case-door.ts'
import examples from './examples.json' with { type: 'json' }
import { render, type Variables } from './render.ts'
import { dayIn, momentIn, numberText } from './say.ts'
import type { Words } from './templates.ts'
import { checkTemplate } from './write-template.ts'

type Asked = Words & { kind: MessageKind; language: MessageLanguage; case?: string | undefined }

const dayMs = 86_400_000

/**
 * 预览: the message as it would go out now, with what stands on a real case, personal data masked, or with examples.
 * @throws INPUT_INVALID for unknown variables, CASE_NOT_FOUND
 */
export async function previewTemplate(act: Act, sources: ChannelSources, asked: Asked): Promise<TemplatePreview> {
  checkTemplate(asked.kind, asked)
  const { tx, actor } = act
  const { name: company } = await tx.selectFrom('tenant').select('name').where('id', '=', actor.tenantId).executeTakeFirstOrThrow()
  const variables = {
    company,
    ...exampleOf(act, asked.language),
    ...(asked.case && (await ofCase(act, sources, asked.case, asked.language))),
  }
  const text = maskPersonalData(render(asked.body, variables)).masked
  return { subject: render(asked.subject, variables), text, length: Array.from(text).length }
}

function exampleOf({ now }: Act, language: MessageLanguage): Variables {
  const later = new Date(now.getTime() + 2 * dayMs)
  return { ...examples[language], dueAt: momentIn(later, 'Asia/Shanghai', language), until: dayIn(later, 'Asia/Shanghai', language) }
}

/** Texts of events stay examples: which of them a message tells is known when it happens. */
async function ofCase(act: Act, sources: ChannelSources, idOrNumber: string, language: MessageLanguage): Promise<Variables> {
  const { tx, actor, now } = act
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const zone = await tenantZone(tx, actor.tenantId)
  return {
    number: numberText(complaintCase.number),
    subject: complaintCase.subject,
    unit: await unitOf(tx, actor.tenantId, complaintCase.unit_id),
    dueAt: await promisedText(tx, complaintCase, now, sources, (at) => momentIn(at, zone, language)),
  }
}
