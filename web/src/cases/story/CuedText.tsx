import { useMemo } from 'react'
import { MarkedText } from '../../classification/index.ts'
import { marksOf } from '../analysis/marks.ts'
import { usePointed, useReading } from '../analysis/reading.ts'
import { useTextWords } from '../analysis/use-words.ts'
import { FoldedText } from './FoldedText.tsx'

type Props = { eventNo: number; text: string; limit?: number }

/** The masked text of an event with what was found in it; a text without marks looks like any other. */
export function CuedText({ eventNo, text, limit }: Props) {
  const { analysis } = useReading()
  const { keys, point } = usePointed()
  const words = useTextWords()
  const marks = useMemo(() => (analysis ? marksOf(analysis, eventNo, words) : []), [analysis, eventNo, words])
  return (
    <FoldedText
      text={text}
      {...(limit && { limit })}
      {...(marks.length > 0 && {
        draw: (shown: string) => <MarkedText text={shown} marks={marks} active={keys} onActive={point} />,
      })}
    />
  )
}
