import { useState } from 'react'
import { usePortal } from '../portal-context.ts'
import { Button } from './Button.tsx'
import { copyIcon, tickIcon } from './icons.tsx'

/** 复制: where the browser allows no copying by script, the words stay to be selected by hand. */
export function CopyButton({ text, words, said }: { text: string; words: string; said: string }) {
  const { t, say } = usePortal()
  const [isCopied, setIsCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
      say(said)
    } catch {
      say(t('part.copyByHand'))
    }
  }
  return (
    <Button icon={isCopied ? tickIcon : copyIcon} onClick={() => void copy()}>
      {isCopied ? said : words}
    </Button>
  )
}
