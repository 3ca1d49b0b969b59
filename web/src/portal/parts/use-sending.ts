import { useEffect, useRef, useState } from 'react'
import { calls } from '../calls.ts'
import { usePortal } from '../portal-context.ts'
import type { ChosenFile } from './chosen-file.ts'
import { wordsOfProblem } from './Problem.tsx'

type Failed = { file: ChosenFile; why: string }
type Hooks = {
  /** Before the first one: makes sure the session is that of the case they belong to. */
  before?: () => Promise<unknown>
  /** After each: what has not arrived yet. */
  onLeft?: (left: readonly ChosenFile[]) => unknown
  onAllSent?: () => void
}

/** Sends files one after the other; those that failed stay to be sent again by hand. One sent again is kept once. */
export function useSending(files: readonly ChosenFile[], { before, onLeft, onAllSent }: Hooks) {
  const { t } = usePortal()
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set())
  const [failed, setFailed] = useState<readonly Failed[]>([])
  const [ratio, setRatio] = useState(0)
  const [isBusy, setIsBusy] = useState(files.length > 0)
  const isRunning = useRef(false)

  async function run(waiting: readonly ChosenFile[]) {
    if (isRunning.current || waiting.length === 0) return
    isRunning.current = true
    setIsBusy(true)
    setFailed([])
    const failures: Failed[] = []
    const reasonOf = (problem: unknown) => {
      const { title, detail } = wordsOfProblem(problem, t)
      return `${title}${t('part.comma')}${detail}`
    }
    try {
      await before?.()
      for (const [at, file] of waiting.entries()) {
        setRatio(0)
        try {
          await calls.addFile(file, setRatio)
          setSent((arrived) => new Set([...arrived, file.id]))
          await onLeft?.([...failures.map((one) => one.file), ...waiting.slice(at + 1)])
        } catch (problem) {
          failures.push({ file, why: reasonOf(problem) })
        }
      }
    } catch (problem) {
      failures.push(...waiting.map((file) => ({ file, why: reasonOf(problem) })))
    }
    setFailed(failures)
    setIsBusy(false)
    isRunning.current = false
    if (failures.length === 0) onAllSent?.()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen comes
  useEffect(() => void run(files), [])
  return { count: files.length, sentCount: sent.size, ratio, isBusy, failed, again: () => void run(failed.map(({ file }) => file)) }
}
