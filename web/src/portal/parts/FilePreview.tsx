import { useEffect, useState } from 'react'
import { sizeText } from '../../platform/format.ts'
import { usePortal } from '../portal-context.ts'
import { Button } from './Button.tsx'
import type { ChosenFile } from './chosen-file.ts'
import { crossIcon, fileIcon, voiceIcon } from './icons.tsx'

/** One chosen file, seen or heard before it is sent. */
export function FilePreview({ chosen: { file, isVoice }, onRemove }: { chosen: ChosenFile; onRemove: () => void }) {
  const { t } = usePortal()
  const address = useAddressOf(file)
  const name = isVoice ? t('file.voiceName') : file.name
  return (
    <li className="chosen-file">
      {file.type.startsWith('image/') ? (
        <img src={address} alt={name} />
      ) : (
        <span className="file-mark">{isVoice ? voiceIcon : fileIcon}</span>
      )}
      <div className="chosen-words">
        <span>{name}</span>
        <span className="meta">{sizeText(file.size)}</span>
        {/* biome-ignore lint/a11y/useMediaCaption: the customer's own recording */}
        {isVoice && <audio controls src={address} aria-label={name} />}
      </div>
      <Button look="quiet" className="remove" aria-label={t('file.remove', { name })} onClick={onRemove}>
        {crossIcon}
      </Button>
    </li>
  )
}

function useAddressOf(file: File) {
  const [address, setAddress] = useState<string | undefined>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
