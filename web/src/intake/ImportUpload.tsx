import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Import } from '@zhiwei/contract'
import { Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { sizeText, upload } from '../platform/index.ts'
import { FileDrop, ProblemNotice } from '../ui/index.ts'

/** As the server takes it. */
const maxBytes = 100 * 1024 * 1024
const accept = '.xlsx,.csv'

/** Takes the file, shows how much of it is sent, and goes on to its page. */
export function ImportUpload({ isLarge = false }: { isLarge?: boolean }) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  const client = useQueryClient()
  const [sentRatio, setSentRatio] = useState(0)
  const aborter = useRef<AbortController>(undefined)
  const sending = useMutation({
    mutationFn: (file: File) => {
      aborter.current = new AbortController()
      setSentRatio(0)
      return upload<Pick<Import, 'id' | 'state'>>('/imports', file, { onProgress: setSentRatio, signal: aborter.current.signal })
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['imports'] })
      void navigate(`/imports/${id}`)
    },
  })

  if (sending.isPending) {
    return (
      <section className="card import-sending" aria-live="polite">
        <strong>{t('imports.sending', { name: sending.variables.name, size: sizeText(sending.variables.size) })}</strong>
        <Progress percent={Math.floor(sentRatio * 100)} status="active" />
        <Button onClick={() => aborter.current?.abort()}>{t('imports.stopSending')}</Button>
      </section>
    )
  }
  const wasStopped = sending.error instanceof DOMException
  return (
    <>
      {sending.isError && !wasStopped && <ProblemNotice problem={sending.error} />}
      <div className={isLarge ? 'import-drop is-large' : 'import-drop'}>
        <FileDrop
          accept={accept}
          maxBytes={maxBytes}
          title={t('imports.drop')}
          hint={t('imports.dropHint', { limit: sizeText(maxBytes) })}
          onFiles={([file]) => file && sending.mutate(file)}
        />
      </div>
    </>
  )
}
