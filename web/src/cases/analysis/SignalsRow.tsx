import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { type CaseAnalysis, Signal } from '@zhiwei/contract'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { ConfirmButton, StandingMark } from './JudgedRow.tsx'
import { kindsByEvent, type SignalGroup, signalGroupsOf, standingOf } from './judgements.ts'
import { keyOf } from './marks.ts'
import { PlaceChip } from './Reasons.tsx'
import type { Judge, Word } from './use-judge.ts'
import { useTextWords } from './use-words.ts'

/** 信号 of the whole case: a chip goes to its words; one click says that it is not there, or adds one the machine missed. */
export function SignalsRow({ analysis, judge }: { analysis: CaseAnalysis; judge: Judge }) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  const groups = signalGroupsOf(analysis)
  const held = kindsByEvent(analysis)
  const standing = standingOf(analysis, 'signals', held.get(1) ?? [])
  const missing = Signal.options.filter((kind) => !groups.some((group) => group.kind === kind && !group.isRefuted))
  const wordsFor = (kindsOf: (eventNo: number, kinds: Signal[]) => Signal[]): Word[] =>
    [...held].map(([eventNo, kinds]) => ({ field: 'signals', eventNo, value: kindsOf(eventNo, kinds) }))
  const before = wordsFor((_no, kinds) => kinds)

  function change(kind: Signal, isThere: boolean) {
    const touched = (eventNo: number, kinds: Signal[]) => (isThere ? eventNo === 1 : kinds.includes(kind))
    const after = wordsFor((_no, kinds) => (isThere ? [...kinds, kind].sort() : kinds.filter((one) => one !== kind)))
    const events = [...held].filter(([eventNo, kinds]) => touched(eventNo, kinds)).map(([eventNo]) => eventNo)
    judge.judge({
      words: after.filter(({ eventNo = 1 }) => events.includes(eventNo)),
      said: t(isThere ? 'analysis.signalAdded' : 'analysis.signalRefuted', { signal: words.signal({ kind }) }),
      back: before.filter(({ eventNo = 1 }) => events.includes(eventNo)),
    })
  }

  return (
    <div className="judged">
      <dt>{t('column.signals')}</dt>
      <dd>
        <span className="judged-line">
          <ul className="chips">
            {groups.map((group) => (
              <li key={group.kind}>
                <SignalChip group={group} judge={judge} onRefute={() => change(group.kind, false)} />
              </li>
            ))}
            {groups.length === 0 && <li className="meta">{t('analysis.noSignals')}</li>}
            {judge.mayJudge && held.has(1) && (
              <li>
                <Dropdown
                  trigger={['click']}
                  autoFocus
                  disabled={judge.isBusy}
                  menu={{
                    items: missing.map((kind) => ({ key: kind, label: words.signal({ kind }) })),
                    onClick: ({ key }) => change(Signal.parse(key), true),
                  }}
                >
                  <Button
                    type="text"
                    size="small"
                    icon={<PlusOutlined />}
                    aria-label={t('analysis.addSignal')}
                    title={t('analysis.addSignal')}
                  />
                </Dropdown>
              </li>
            )}
            {judge.mayJudge && standing.kind === 'proposed' && groups.length > 0 && held.has(1) && (
              <li>
                <ConfirmButton
                  name={t('column.signals')}
                  isBusy={judge.isBusy}
                  onClick={() => judge.judge({ words: before, said: t('analysis.signalsConfirmed') })}
                />
              </li>
            )}
          </ul>
          <StandingMark standing={standing} />
        </span>
      </dd>
    </div>
  )
}

function SignalChip({ group: { kind, found, isRefuted }, judge, onRefute }: { group: SignalGroup; judge: Judge; onRefute: () => void }) {
  const { t } = useTranslation('cases')
  const words = useTextWords()
  const telling = found.find(({ amountFen, detail }) => amountFen || detail === 'done') ?? found.find(({ detail }) => detail) ?? found[0]
  if (!telling) return null
  const label = words.signal(telling)
  if (isRefuted)
    return (
      <s className="chip is-refuted" title={t('analysis.refuted')}>
        {label}
        <span className="out-of-sight">{t('analysis.refuted')}</span>
      </s>
    )
  const place = found.find(({ span }) => span)
  return (
    <span className="chip-pair">
      <PlaceChip
        mark={keyOf('signal', kind)}
        eventNo={place?.eventNo}
        hasPlace={place !== undefined}
        label={found.length > 1 ? t('analysis.times', { label, count: found.length }) : label}
      />
      {judge.mayJudge && (
        <button
          type="button"
          className="chip-close"
          disabled={judge.isBusy}
          aria-label={t('analysis.refute', { signal: label })}
          title={t('analysis.refute', { signal: label })}
          onClick={onRefute}
        >
          <CloseOutlined />
        </button>
      )}
    </span>
  )
}
