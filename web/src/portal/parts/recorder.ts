import { useEffect, useRef, useState } from 'react'

/** Long enough to tell what happened; a few hundred KB. */
export const longestSeconds = 180
const types = ['audio/mp4', 'audio/webm;codecs=opus', 'audio/webm', 'audio/ogg;codecs=opus']
const endings: Record<string, string> = { 'audio/mp4': 'm4a', 'audio/webm': 'webm', 'audio/ogg': 'ogg' }

export const canRecord = () => typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia)

type State = 'idle' | 'asking' | 'recording' | 'refused'

/** 语音留言: one recording at a time, given as a file when it is stopped, by the person or after the longest time. */
export function useRecorder(name: string, onRecorded: (file: File) => void) {
  const [state, setState] = useState<State>('idle')
  const [seconds, setSeconds] = useState(0)
  const recorder = useRef<MediaRecorder | undefined>(undefined)
  const taker = useRef(onRecorded)
  taker.current = onRecorded

  useEffect(() => {
    if (state !== 'recording') return
    const begun = performance.now()
    const ticking = setInterval(() => {
      const passed = (performance.now() - begun) / 1000
      setSeconds(passed)
      if (passed >= longestSeconds) recorder.current?.stop()
    }, 250)
    return () => clearInterval(ticking)
  }, [state])
  // Leaving the screen throws a running recording away: the microphone never stays open.
  useEffect(() => () => endOf(recorder.current, false), [])

  async function start() {
    setState('asking')
    setSeconds(0)
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type))
      const one = new MediaRecorder(stream, mimeType ? { mimeType } : {})
      const parts: Blob[] = []
      one.ondataavailable = ({ data }) => void parts.push(data)
      one.onstop = () => {
        for (const track of stream.getTracks()) track.stop()
        setState('idle')
        const type = one.mimeType.split(';')[0] ?? 'audio/webm'
        if (parts.some(({ size }) => size > 0)) taker.current(new File(parts, `${name}.${endings[type] ?? 'webm'}`, { type }))
      }
      recorder.current = one
      one.start()
      setState('recording')
    } catch {
      setState('refused')
    }
  }

  return {
    state,
    seconds,
    start,
    stop: () => endOf(recorder.current, true),
    discard: () => endOf(recorder.current, false, () => setState('idle')),
  }
}

function endOf(recorder: MediaRecorder | undefined, keep: boolean, done?: () => void) {
  if (!recorder || recorder.state === 'inactive') return
  if (!keep) {
    recorder.onstop = null
    recorder.ondataavailable = null
  }
  recorder.stop()
  if (!keep) for (const track of recorder.stream.getTracks()) track.stop()
  done?.()
}
