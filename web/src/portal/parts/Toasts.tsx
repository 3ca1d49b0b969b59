import { useCallback, useEffect, useState } from 'react'

const shownMs = 5_000

/** 提示: says in one sentence what was done; read out politely, gone by itself. */
export function useToast() {
  const [said, setSaid] = useState<{ what: string; no: number } | undefined>()
  const say = useCallback((what: string) => setSaid((before) => ({ what, no: (before?.no ?? 0) + 1 })), [])
  useEffect(() => {
    if (!said) return
    const going = setTimeout(() => setSaid(undefined), shownMs)
    return () => clearTimeout(going)
  }, [said])
  const toast = (
    <div className="toasts" role="status">
      {said && (
        <div className="toast" key={said.no}>
          {said.what}
        </div>
      )}
    </div>
  )
  return { say, toast }
}
