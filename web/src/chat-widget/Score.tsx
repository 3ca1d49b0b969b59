import { giveScore } from './calls.ts'
import type { Speak } from './words.ts'

/** 评价: invited once, in the talk itself; nothing stands in the way of who passes it over. */
export function Score({ speak: { t, words }, score, onGiven }: { speak: Speak; score: number | null; onGiven: () => Promise<void> }) {
  return (
    <fieldset className="score">
      <legend>{score === null ? t('score') : t('scoreThanks')}</legend>
      {words.scores.map((word, at) => (
        <button key={word} type="button" aria-pressed={score === at + 1} onClick={() => void giveScore(at + 1).then(onGiven)}>
          {word}
        </button>
      ))}
    </fieldset>
  )
}
