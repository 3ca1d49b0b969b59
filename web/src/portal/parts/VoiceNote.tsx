import { usePortal } from '../portal-context.ts'
import { clockText } from '../times.ts'
import { Button } from './Button.tsx'
import { FileWay } from './FileChooser.tsx'
import { stopIcon, voiceIcon } from './icons.tsx'
import { canRecord, longestSeconds, useRecorder } from './recorder.ts'

/** 语音留言: recorded here where the browser can, else a recording is chosen. */
export function VoiceNote({ onRecorded }: { onRecorded: (file: File) => void }) {
  const { t } = usePortal()
  const { state, seconds, start, stop, discard } = useRecorder(t('file.voiceName'), onRecorded)
  const chooser = <FileWay icon={voiceIcon} words={t('file.voiceFile')} accept="audio/*" onFiles={(files) => files.forEach(onRecorded)} />
  if (!canRecord()) return chooser
  if (state === 'refused')
    return (
      <>
        {chooser}
        <p className="wrong file-refused" role="alert">
          {t('file.microphoneRefused')}
        </p>
      </>
    )
  if (state === 'recording')
    return (
      <div className="recording">
        <p role="status">
          <span className="out-of-sight">{t('file.recording')}</span>
          <span aria-hidden="true">
            <span className="recording-mark" /> {clockText(seconds)} / {clockText(longestSeconds)}
          </span>
        </p>
        <Button look="main" icon={stopIcon} onClick={stop}>
          {t('file.stop')}
        </Button>
        <Button look="quiet" onClick={discard}>
          {t('file.discard')}
        </Button>
      </div>
    )
  return (
    <button type="button" className="file-way" onClick={() => void start()} aria-busy={state === 'asking' || undefined}>
      {voiceIcon}
      <span>{t('file.voice')}</span>
    </button>
  )
}
