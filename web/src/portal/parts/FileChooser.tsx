import { type ReactNode, useId, useState } from 'react'
import { sizeText } from '../../platform/format.ts'
import { usePortal } from '../portal-context.ts'
import { type ChosenFile, chosen, mostFiles, takenTypes } from './chosen-file.ts'
import { FilePreview } from './FilePreview.tsx'
import { cameraIcon, fileIcon, picturesIcon } from './icons.tsx'
import { shrunk } from './shrink.ts'
import { VoiceNote } from './VoiceNote.tsx'

type Props = { files: readonly ChosenFile[]; onChange: (files: readonly ChosenFile[]) => void }

/** 照片、录音和文件: from the camera, the gallery, the microphone or the folder; large photos are made smaller here. */
export function FileChooser({ files, onChange }: Props) {
  const { settings, t } = usePortal()
  const [wrong, setWrong] = useState<string | undefined>()

  async function add(given: readonly File[], isVoice = false) {
    const ready = await Promise.all(given.map(shrunk))
    const fitting = ready.filter((file) => file.size > 0 && file.size <= settings.maxFileBytes)
    const room = Math.max(0, mostFiles - files.length)
    setWrong(
      fitting.length < ready.length
        ? t('file.tooLarge', { limit: sizeText(settings.maxFileBytes) })
        : fitting.length > room
          ? t('file.tooMany', { most: mostFiles })
          : undefined,
    )
    onChange([...files, ...fitting.slice(0, room).map((file) => chosen(file, isVoice))])
  }

  return (
    <div className="files">
      <div className="file-ways">
        <FileWay icon={cameraIcon} words={t('file.camera')} accept="image/*" capture onFiles={(given) => void add(given)} />
        <FileWay icon={picturesIcon} words={t('file.gallery')} accept="image/*,video/*" onFiles={(given) => void add(given)} />
        <VoiceNote onRecorded={(file) => void add([file], true)} />
        <FileWay icon={fileIcon} words={t('file.other')} accept={takenTypes} onFiles={(given) => void add(given)} />
      </div>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <ul className="chosen-files" aria-label={t('file.chosen')}>
        {files.map((file) => (
          <FilePreview key={file.id} chosen={file} onRemove={() => onChange(files.filter(({ id }) => id !== file.id))} />
        ))}
      </ul>
    </div>
  )
}

type WayProps = { icon: ReactNode; words: string; accept: string; capture?: boolean; onFiles: (files: readonly File[]) => void }

export function FileWay({ icon, words, accept, capture = false, onFiles }: WayProps) {
  const id = useId()
  return (
    <label className="file-way" htmlFor={id}>
      {icon}
      <span>{words}</span>
      <input
        id={id}
        type="file"
        className="out-of-sight"
        accept={accept}
        multiple={!capture}
        capture={capture ? 'environment' : undefined}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = '' // the same file may be chosen again after it was taken out
        }}
      />
    </label>
  )
}
