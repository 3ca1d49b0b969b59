import { type ReactNode, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import type { ChosenFile } from '../parts/chosen-file.ts'
import { FilesSent } from '../parts/FilesSent.tsx'
import { useSending } from '../parts/use-sending.ts'
import { usePortal } from '../portal-context.ts'

type Props = {
  files: readonly ChosenFile[]
  chooser: ReactNode
  onDone: () => void
  onCancel: () => void
}

/** 补充材料: chosen, looked at, then sent. */
export function FileSender({ files, chooser, onDone, onCancel }: Props) {
  const { t } = usePortal()
  const [going, setGoing] = useState<readonly ChosenFile[] | undefined>()
  if (going) return <Sending files={going} onDone={onDone} />
  return (
    <div className="card">
      {chooser}
      <div className="side-by-side">
        <Button look="main" disabled={files.length === 0} onClick={() => setGoing(files)}>
          {t('talk.sendFiles')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {t('part.cancel')}
        </Button>
      </div>
    </div>
  )
}

function Sending({ files, onDone }: { files: readonly ChosenFile[]; onDone: () => void }) {
  return <FilesSent {...useSending(files, { onAllSent: onDone })} />
}
