import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '../../platform/index.ts'

/** Longer texts show their beginning. */
const shownCharacters = 420
const shownLines = 10

type Props = {
  text: string
  limit?: number
  /** Draws what is shown of the text, its beginning or all of it. */
  draw?: (shown: string) => ReactNode
}

/** A text as it was written, line breaks kept; a long one folds. */
export function FoldedText({ text, limit = shownCharacters, draw }: Props) {
  const { t } = useTranslation('cases')
  const [isOpen, setOpen] = useState(false)
  const isLong = text.length > limit * 1.3 || text.split('\n').length > shownLines
  const shown = isOpen || !isLong ? text : beginningOf(text, limit)
  return (
    <div className="folded">
      {draw ? draw(shown) : <p className="folded-text">{shown}</p>}
      {isLong && (
        <Button type="link" size="small" onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('story.fold') : t('story.unfold', { count: text.length, shown: numberText(text.length) })}
        </Button>
      )}
    </div>
  )
}

function beginningOf(text: string, limit: number) {
  const lines = text.split('\n').slice(0, shownLines).join('\n')
  return `${Array.from(lines).slice(0, limit).join('').trimEnd()}…`
}
