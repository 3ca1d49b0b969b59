import type { TextReason } from '@zhiwei/contract'
import { useTranslation } from 'react-i18next'
import { keyOf } from './marks.ts'
import { usePointed, useReading } from './reading.ts'
import { useTextWords } from './use-words.ts'

/** Why: a chip a reason; pointing lights up its words in the text, a click goes there. */
export function Reasons({ of, reasons }: { of: 'stage' | 'severity'; reasons: readonly TextReason[] }) {
  const words = useTextWords()
  const byCode = [...new Map(reasons.toReversed().map((reason) => [reason.code, reason])).values()].reverse()
  if (byCode.length === 0) return null
  return (
    <ul className="chips">
      {byCode.map(({ code, eventNo, span }) => (
        <li key={code}>
          <PlaceChip
            mark={keyOf(of, code)}
            eventNo={eventNo}
            hasPlace={span !== undefined || eventNo !== undefined}
            label={words.reason(of, code)}
          />
        </li>
      ))}
    </ul>
  )
}

/** The words that decided a category, each once; of those in the subject only that there are some. @param text the complaint as people see it */
export function ReasonWords({ reasons, text }: { reasons: readonly TextReason[]; text: string }) {
  const names = useTextWords()
  const { t } = useTranslation('cases')
  const chips = new Map(
    reasons.map(({ code, span, eventNo }) => [span ? text.slice(...span) : t('analysis.inSubject'), { code, span, eventNo }]),
  )
  if (chips.size === 0) return null
  return (
    <ul className="chips">
      {[...chips].map(([words, { code, span, eventNo }]) => (
        <li key={words} title={names.reason('category', code)}>
          <PlaceChip mark={keyOf('category', code)} eventNo={eventNo} hasPlace={span !== undefined} label={words} />
        </li>
      ))}
    </ul>
  )
}

type Props = { mark: string; eventNo: number | undefined; hasPlace: boolean; label: string; className?: string }

export function PlaceChip({ mark, eventNo = 1, hasPlace, label, className = '' }: Props) {
  const { t } = useTranslation('cases')
  const { show } = useReading()
  const { keys, point } = usePointed()
  const look = `chip ${className}${keys.includes(mark) ? ' is-pointed' : ''}`
  if (!hasPlace) return <span className={look}>{label}</span>
  return (
    <button
      type="button"
      className={look}
      title={t('analysis.toText')}
      onPointerEnter={() => point([mark])}
      onPointerLeave={() => point([])}
      onFocus={() => point([mark])}
      onBlur={() => point([])}
      onClick={() => show(eventNo)}
    >
      {label}
    </button>
  )
}
