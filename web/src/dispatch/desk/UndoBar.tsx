import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, useHotkey } from '../../platform/index.ts'
import { KeyHint, useProblemWords } from '../../ui/index.ts'
import { useRefresh } from '../queries.ts'

export type Undoable = { caseId: string; number: string; unit: string; at: string }

/** As long as the server asks no reason, less the way there. Source: docs/rules/dispatch.md */
const undoMs = 55_000

/** The last dispatch, and for a minute the way back; later it is taken back on the case page, with a reason. */
export function UndoBar({ done, onUndone }: { done: Undoable; onUndone: () => void }) {
  const { t } = useTranslation('dispatch')
  const { message } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefresh()
  const [until] = useState(() => Date.now() + undoMs)
  const [leftMs, setLeftMs] = useState(undoMs)
  useEffect(() => {
    const timer = setInterval(() => setLeftMs(Math.max(0, until - Date.now())), 1_000)
    return () => clearInterval(timer)
  }, [until])
  const undo = useMutation({
    mutationFn: () => api.post(`/cases/${done.caseId}/recalls`, {}),
    onSuccess: () => {
      void message.success(t('desk.undone', { number: done.number }))
      onUndone()
    },
    onError: (error) => void message.error(words(error).title),
    onSettled: () => refresh(),
  })
  const isOpen = leftMs > 0
  useHotkey('u', () => undo.mutate(), { description: t('keys.undo'), enabled: isOpen && !undo.isPending })
  return (
    <div className="card desk-undo" role="status">
      <span>
        {t('desk.done', { unit: done.unit, number: '' })} <Link to={`/cases/${done.caseId}`}>{done.number}</Link>
      </span>
      {isOpen ? (
        <Button size="small" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('desk.undo')} <KeyHint keys="u" /> <span className="figures">{t('desk.second', { count: Math.ceil(leftMs / 1_000) })}</span>
        </Button>
      ) : (
        <span className="meta">{t('desk.undoLater')}</span>
      )}
    </div>
  )
}
