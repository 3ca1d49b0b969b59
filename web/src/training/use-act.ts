import { App } from 'antd'
import { useState } from 'react'
import { useProblemWords } from '../ui/index.ts'
import { useRefreshTraining } from './queries.ts'

/** Does something, refreshes what is shown, and says what went wrong. */
export function useAct() {
  const { message } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefreshTraining()
  const [isBusy, setBusy] = useState(false)
  async function act<Done>(doing: () => Promise<Done>, done?: (result: Done) => unknown) {
    setBusy(true)
    try {
      const result = await doing()
      await refresh()
      done?.(result)
    } catch (error) {
      const { title, detail } = words(error)
      void message.error(detail ?? title)
    } finally {
      setBusy(false)
    }
  }
  return { act, isBusy }
}
