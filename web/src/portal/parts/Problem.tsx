import { useEffect, useRef } from 'react'
import { isProblem } from '../../platform/problem.ts'
import { usePortal } from '../portal-context.ts'
import type { Speak, WordKey } from '../words.ts'
import { Button } from './Button.tsx'

const own = new Set([
  'UNREACHABLE',
  'UNREADABLE',
  'RATE_LIMITED',
  'CODE_INVALID',
  'GONE',
  'NOT_SIGNED_IN',
  'NOT_FOUND',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'CASE_STEP_NOT_ALLOWED',
  'ALREADY_DECIDED',
  'INPUT_INVALID',
])

/** What happened and what to do, in the customer's language; the server's own sentences are Chinese. */
export function wordsOfProblem(problem: unknown, t: Speak) {
  const code = isProblem(problem) && own.has(problem.code) ? problem.code : 'other'
  const [title, detail] = [t(`problem.${code}.title` as WordKey), t(`problem.${code}.detail` as WordKey)]
  return { title, detail, requestId: isProblem(problem) ? problem.requestId : undefined }
}

/** 出了什么问题: read out at once, with the number to quote and a way to try again. */
export function Problem({ problem, onRetry }: { problem: unknown; onRetry?: () => unknown }) {
  const { t, language } = usePortal()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new problem is brought into sight
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [problem])
  const { title, detail, requestId } = wordsOfProblem(problem, t)
  const errors = language === 'zh-CN' && isProblem(problem) ? problem.errors : []
  return (
    <div className="notice problem" role="alert" ref={box}>
      <strong>{title}</strong>
      <p>{detail}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, detail }) => (
            <li key={pointer + detail}>{detail}</li>
          ))}
        </ul>
      )}
      {requestId && (
        <p className="meta">
          {t('problem.requestId')} <code>{requestId}</code>
        </p>
      )}
      {onRetry && (
        <Button look="plain" onClick={() => void onRetry()}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  )
}
