import { useTranslation } from 'react-i18next'
import { toneOf } from '../highlight/tones.ts'
import { useTextWords } from '../use-text-words.ts'
import type { Pointing } from './Findings.tsx'
import { type Finding, type Group, kindOf } from './findings.ts'

const shownPlaces = 8
const shownCharacters = 24
const groupOfWords = {
  category: 'categoryReason',
  stage: 'stageReason',
  severity: 'severityReason',
  signal: 'signal',
  personal: 'signal',
  entity: 'entity',
} as const

/** Reasons or signals with the words that show them; each word is a button that leads to its place. */
export function Groups({ groups, ...pointing }: { groups: Group[] } & Pointing) {
  const { word } = useTextWords()
  return (
    <ul className="lab-groups">
      {groups.map(({ id, layer, code, findings }) => (
        <li key={id} data-on={findings.some(({ key }) => pointing.active.includes(key)) || undefined}>
          <span className="lab-group-name">
            <span className="swatch" data-tone={toneOf(kindOf({ layer, code }))} aria-hidden="true" />
            {word(groupOfWords[layer], code)}
          </span>
          <Places findings={findings} {...pointing} />
        </li>
      ))}
    </ul>
  )
}

function Places({ findings, labelOf, active, onActive, onGo }: { findings: Finding[] } & Pointing) {
  const { t } = useTranslation('classification')
  const placed = findings.filter(({ span }) => span)
  const rest = placed.length - shownPlaces
  return (
    <span className="lab-places">
      {placed.slice(0, shownPlaces).map((finding) => (
        <button
          key={finding.key}
          type="button"
          className="place"
          title={labelOf(finding)}
          data-on={active.includes(finding.key) || undefined}
          onPointerEnter={() => onActive([finding.key])}
          onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onActive([])}
          onFocus={() => onActive([finding.key])}
          onBlur={() => onActive([])}
          onClick={() => onGo([finding.key])}
        >
          {shortened(finding.words)}
          <Detail finding={finding} />
        </button>
      ))}
      {rest > 0 && <span className="meta">{t('lab.more', { count: rest })}</span>}
    </span>
  )
}

/** What the words do not say themselves. */
function Detail({ finding: { layer, detail, amountFen, withinHours, words } }: { finding: Finding }) {
  const { word, withDetail } = useTextWords()
  if (layer === 'entity' && detail === words) return null
  const hours = words.includes(String(withinHours)) ? undefined : withinHours
  const told = withDetail('', { detail: detail && word('detail', detail), amountFen, withinHours: hours })
  return told ? <span className="meta">{told}</span> : null
}

function shortened(words: string) {
  const characters = Array.from(words.replace(/\s+/g, ' '))
  return characters.length > shownCharacters ? `${characters.slice(0, shownCharacters).join('')}…` : characters.join('')
}
