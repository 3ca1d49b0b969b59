import { z } from 'zod'
import type { Config } from '../../platform/config.ts'
import { AppError } from '../../platform/errors.ts'
import { postOutside } from '../../platform/outgoing.ts'
import type { Message } from './prompt.ts'

/** The part of an OpenAI-compatible answer that is read. */
const Completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

const timeoutMs = 60_000
const longestAnswerTokens = 900

export type ModelAddress = { url: string; name: string; key: string | undefined }

/** Where the operator set one. */
export const modelOf = ({ modelUrl, modelName, modelKey }: Config): ModelAddress | null =>
  modelUrl && modelName ? { url: modelUrl, name: modelName, key: modelKey } : null

/**
 * Asks the model once: text in, text out; no tools, nothing it says is acted upon.
 * @throws MODEL_UNAVAILABLE when it does not answer, or answers something else
 */
export async function askModel({ url, name, key }: ModelAddress, messages: Message[]): Promise<string> {
  const body = { model: name, messages, temperature: 0.2, max_tokens: longestAnswerTokens, stream: false }
  try {
    // The address is the operator's own: it may lie in the company's network.
    const answer = await postOutside(`${url.replace(/\/+$/, '')}/chat/completions`, body, [new URL(url).host], {
      timeoutMs,
      headers: key ? { authorization: `Bearer ${key}` } : {},
    })
    if (answer.status !== 200) throw new Error(`status ${answer.status}`)
    return Completion.parse(JSON.parse(answer.body)).choices[0]?.message.content ?? ''
  } catch (cause) {
    // What the other side said is not passed on: it may hold what it was sent.
    throw Object.assign(new AppError('MODEL_UNAVAILABLE', '模型服务没有给出可用的答复，请稍后再试或自己写'), { cause })
  }
}
