import { useEffect, useState } from 'react'
import { emptyFiling, type Filing, isBegun } from '../draft/filing.ts'
import { dropDraft, isShared, keepDraft, keptDraft, setShared } from '../draft/kept.ts'
import { dropFiles, keepFiles, keptFiles } from '../draft/kept-files.ts'
import type { ChosenFile } from '../parts/chosen-file.ts'

export type FilingState = ReturnType<typeof useFiling>

/** What is being written, kept on the device with every change unless the device is shared. */
export function useFiling(tenant: string) {
  const [kept] = useState(() => keptDraft(tenant))
  const [filing, setFiling] = useState<Filing>(() => kept?.filing ?? emptyFiling())
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [shared, setSharedNow] = useState(isShared)
  const [isKept, setIsKept] = useState(!shared)

  useEffect(() => {
    let isWanted = true
    if (!isShared())
      void keptFiles(tenant).then((found) => isWanted && found.length > 0 && setFiles((now) => (now.length > 0 ? now : found)))
    return () => {
      isWanted = false
    }
  }, [tenant])

  function change(changed: Partial<Filing>) {
    const next = { ...filing, ...changed }
    setFiling(next)
    setIsKept(keepDraft(tenant, next))
  }

  function changeFiles(next: readonly ChosenFile[]) {
    setFiles(next)
    if (!shared) void keepFiles(tenant, next)
  }

  /** Leaves nothing on the device. */
  function forget() {
    dropDraft(tenant)
    void dropFiles(tenant)
  }

  return {
    filing,
    files,
    change,
    changeFiles,
    forget,
    isKept,
    shared,
    continuedFrom: kept && isBegun(kept.filing) ? kept.at : undefined,
    startAnew() {
      forget()
      setFiling(emptyFiling())
      setFiles([])
    },
    share(isNowShared: boolean) {
      setShared(isNowShared)
      setSharedNow(isNowShared)
      if (isNowShared) {
        forget()
        return setIsKept(false)
      }
      setIsKept(keepDraft(tenant, filing))
      void keepFiles(tenant, files)
    },
  }
}
