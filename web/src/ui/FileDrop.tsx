import { InboxOutlined } from '@ant-design/icons'
import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sizeText } from '../platform/format.ts'

type Props = {
  /** As the input's `accept`: `.xlsx,.csv`. */
  accept?: string
  maxBytes?: number
  multiple?: boolean
  disabled?: boolean
  title: string
  hint?: string
  onFiles: (files: File[]) => void
}

/** A field to drop files on or to open the file chooser with; works by keyboard. */
export function FileDrop({ accept, maxBytes, multiple = false, disabled = false, title, hint, onFiles }: Props) {
  const { t } = useTranslation('ui')
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [refused, setRefused] = useState<string>()

  function take(list: FileList | null) {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    const tooBig = files.find((file) => maxBytes !== undefined && file.size > maxBytes)
    const wrongKind = files.find((file) => !isAccepted(file.name, accept))
    if (tooBig) return setRefused(t('file.tooBig', { name: tooBig.name, size: sizeText(tooBig.size), limit: sizeText(maxBytes ?? 0) }))
    if (wrongKind) return setRefused(t('file.wrongKind', { name: wrongKind.name, accept }))
    setRefused(undefined)
    if (files.length > 0) onFiles(files)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }

  return (
    <label
      htmlFor={id}
      className={`file-drop${isOver ? ' is-over' : ''}${disabled ? ' is-disabled' : ''}`}
      onDragOver={(event) => event.preventDefault()}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        className="out-of-sight"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onChange={({ target }) => {
          take(target.files)
          target.value = ''
        }}
      />
      <InboxOutlined className="file-drop-icon" />
      <span className="file-drop-title">{title}</span>
      {hint && <span className="meta">{hint}</span>}
      {refused && (
        <span className="file-drop-refused" role="alert">
          {refused}
        </span>
      )}
    </label>
  )
}

const isAccepted = (name: string, accept: string | undefined) =>
  !accept?.startsWith('.') || accept.split(',').some((ending) => name.toLowerCase().endsWith(ending.trim().toLowerCase()))
