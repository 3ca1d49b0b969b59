import { PlusOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import type { ActDone, DeskRow, TaskLimit } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { UnitSelect, useUnits } from '../../identity/index.ts'
import { api, newIdempotencyKey, ratioText, useHotkey } from '../../platform/index.ts'
import { GrowingText, KeyHint, ProblemNotice } from '../../ui/index.ts'
import { useRefresh } from '../queries.ts'
import { CoUnitFields } from './CoUnitFields.tsx'
import type { Undoable } from './UndoBar.tsx'

export type CoUnit = { unitId?: string | undefined; instructions: string; limit?: TaskLimit | undefined }

/** 派给谁: the units like cases went to, each with its key; co-handling units beside; `Enter` dispatches. */
export function DispatchPanel({ row, onDone }: { row: DeskRow; onDone: (done: Undoable) => void }) {
  const { t } = useTranslation('dispatch')
  const { message } = App.useApp()
  const units = useUnits()
  const refresh = useRefresh()
  const panel = useRef<HTMLElement>(null)
  const [unitId, setUnitId] = useState<string | undefined>(row.proposals[0]?.unit.id)
  const [instructions, setInstructions] = useState('')
  const [coUnits, setCoUnits] = useState<CoUnit[]>([])
  const [idempotencyKey] = useState(newIdempotencyKey)
  const unitName = row.proposals.find(({ unit }) => unit.id === unitId)?.unit.name ?? units.data?.rows.find(({ id }) => id === unitId)?.name

  const dispatch = useMutation({
    mutationFn: () =>
      api.post<ActDone>(
        `/cases/${row.id}/dispatches`,
        { unitId, coUnits, ...(instructions.trim() && { instructions: instructions.trim() }), version: row.version },
        { idempotencyKey },
      ),
    onSuccess: (done) => onDone({ caseId: row.id, number: row.number, unit: unitName ?? '', at: done.at }),
    onSettled: () => refresh(),
  })

  function send() {
    if (dispatch.isPending) return
    if (!unitId) return void message.info(t('desk.choose'))
    if (coUnits.some((one) => !one.unitId)) return void message.info(t('desk.coUnitNeeded'))
    if (coUnits.some((one) => !one.instructions.trim())) return void message.info(t('desk.instructionsNeeded'))
    dispatch.mutate()
  }
  const addCo = (coUnitId?: string) => setCoUnits((before) => [...before, { unitId: coUnitId, instructions: '' }])
  const coProposals = row.coProposals.filter(({ unit }) => unit.id !== unitId && !coUnits.some((one) => one.unitId === unit.id))
  const addProposed = (at: number) => coProposals[at] && addCo(coProposals[at].unit.id)
  const focus = (selector: string) => panel.current?.querySelector<HTMLElement>(selector)?.focus()

  useHotkey('Enter', send, { description: t('keys.dispatch') })
  useHotkey('1', () => row.proposals[0] && setUnitId(row.proposals[0].unit.id), { description: t('keys.lead') })
  useHotkey('2', () => row.proposals[1] && setUnitId(row.proposals[1].unit.id))
  useHotkey('3', () => row.proposals[2] && setUnitId(row.proposals[2].unit.id))
  useHotkey('o', () => focus('.desk-other input'), { description: t('keys.other') })
  useHotkey('c', () => addCo(), { description: t('keys.co') })
  useHotkey('4', () => addProposed(0), { description: t('keys.coProposed') })
  useHotkey('5', () => addProposed(1))
  useHotkey('6', () => addProposed(2))
  useHotkey('i', () => focus('.desk-instructions'), { description: t('keys.instructions') })

  return (
    <section ref={panel} className="card desk-panel" aria-label={t('desk.panel')}>
      <header>
        <h2>{row.subject}</h2>
        <Link to={`/cases/${row.id}`}>{t('desk.open')}</Link>
      </header>
      <p className="desk-excerpt">{row.excerpt}</p>
      <h3>{t('desk.proposal')}</h3>
      {row.proposals.length === 0 && <p className="meta">{t('desk.noProposal')}</p>}
      <ul className="plain desk-proposals">
        {row.proposals.map(({ unit, count, of, share }, index) => (
          <li key={unit.id}>
            <button type="button" aria-pressed={unit.id === unitId} className="desk-proposal" onClick={() => setUnitId(unit.id)}>
              <KeyHint keys={String(index + 1)} />
              <strong>{unit.name}</strong>
              <span className="meta">{t('desk.proposalOf', { count, of, share: ratioText(share) })}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="desk-other">
        <UnitSelect value={unitId} label={t('desk.lead')} placeholder={t('desk.choose')} onChange={setUnitId} />
      </div>
      <GrowingText
        className="desk-instructions"
        aria-label={t('desk.instructions')}
        placeholder={t('desk.instructions')}
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={instructions}
        onChange={(event) => setInstructions(event.target.value)}
      />
      {coProposals.length > 0 && (
        <ul className="plain desk-proposals" aria-label={t('desk.coProposal')}>
          {coProposals.map(({ unit, count, of }, index) => (
            <li key={unit.id}>
              <button type="button" className="desk-proposal" onClick={() => addCo(unit.id)}>
                <KeyHint keys={String(index + 4)} />
                <span>{t('desk.coUnit', { unit: unit.name })}</span>
                <span className="meta">{t('desk.coProposalOf', { count, of })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {coUnits.map((one, index) => (
        <CoUnitFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a co-handler has no id before it is dispatched
          key={index}
          number={index + 1}
          value={one}
          onChange={(next) => setCoUnits((before) => before.map((other, at) => (at === index ? next : other)))}
          onRemove={() => setCoUnits((before) => before.filter((_other, at) => at !== index))}
        />
      ))}
      <div className="desk-buttons">
        <Button icon={<PlusOutlined />} onClick={() => addCo()}>
          {t('desk.addCo')} <KeyHint keys="c" />
        </Button>
        <Button type="primary" loading={dispatch.isPending} onClick={send}>
          {unitName ? t('desk.dispatch', { unit: unitName }) : t('desk.dispatchNobody')} <KeyHint keys="Enter" />
        </Button>
      </div>
      {dispatch.isError && <ProblemNotice problem={dispatch.error} />}
    </section>
  )
}
